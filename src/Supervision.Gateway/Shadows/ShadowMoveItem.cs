using System.Collections.Immutable;
using Supervision.Contracts.Shadows;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>One referent whose level would be another by the shadow, and why.</summary>
/// <param name="InUse">What the model in use says.</param>
/// <param name="Shadow">What the shadow says; it is used for nothing.</param>
/// <param name="Indicators">Those that give other points, the greatest difference first.</param>
/// <param name="Because">
/// What of the differences between the documents moved it, in sentences with its own figures: indicators that give it
/// other points, and bounds that its points or facts are on the other side of.
/// </param>
/// <param name="Position">The last event that both reflect.</param>
public sealed record ShadowMoveItem(
    ReferentId ReferentId,
    LevelAndPoints InUse,
    LevelAndPoints Shadow,
    ImmutableArray<IndicatorMoveItem> Indicators,
    ImmutableArray<string> Because,
    string Position)
{
    public static ShadowMoveItem Of(ShadowMove move) => new(
        move.Referent,
        new LevelAndPoints(move.UsedLevel, move.UsedPoints),
        new LevelAndPoints(move.ShadowLevel, move.ShadowPoints),
        [.. move.Indicators.Select(IndicatorMoveItem.Of)],
        move.Because,
        move.Position.ToString());
}

/// <summary>What a model says of a referent, in short.</summary>
public sealed record LevelAndPoints(RiskLevel Level, int Points);

/// <summary>One indicator that gives other points.</summary>
/// <param name="Feature">The feature that it reads; null for the points that everyone has.</param>
/// <param name="Value">The value of the feature; null when there were no data.</param>
/// <param name="InUsePoints">0 when the model in use has no such indicator.</param>
/// <param name="ShadowPoints">0 when the shadow has no such indicator.</param>
public sealed record IndicatorMoveItem(
    string Indicator, string? Feature, long? Value, int InUsePoints, int ShadowPoints)
{
    public static IndicatorMoveItem Of(IndicatorDifference difference) => new(
        difference.Indicator, difference.Feature, difference.Value, difference.UsedPoints, difference.ShadowPoints);
}
