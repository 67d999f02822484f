using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>What is not known, and what it could have meant.</summary>
/// <param name="Indicators">Those that say nothing.</param>
/// <param name="IfKnown">The fewest and the most points, had all of them a value.</param>
/// <param name="LevelLowest">The level to which the fewest belong.</param>
/// <param name="LevelHighest">The level to which the most belong.</param>
/// <param name="EvidenceLacking">How many facts more it takes to say anything; 0 when there are enough.</param>
[GenerateSerializer, Immutable, Alias("missing-effect")]
public sealed record MissingEffect(
    [property: Id(0)] ImmutableArray<UnknownIndicator> Indicators,
    [property: Id(1)] PointInterval IfKnown,
    [property: Id(2)] RiskLevel LevelLowest,
    [property: Id(3)] RiskLevel LevelHighest,
    [property: Id(4)] int EvidenceLacking)
{
    internal static MissingEffect Of(Score score, RiskModel model)
    {
        ImmutableArray<UnknownIndicator> unknown =
            [.. score.Missing.Select(missing => UnknownIndicator.Of(missing, model))];
        var reach = new PointInterval(
            score.Points + unknown.Sum(one => one.Reach.Lower - one.Points),
            score.Points + unknown.Sum(one => one.Reach.Upper - one.Points));
        return new MissingEffect(
            unknown, reach, model.LevelOf(reach.Lower), model.LevelOf(reach.Upper),
            Math.Max(0, model.Document.MinimumEvidence - score.Evidence));
    }
}

/// <summary>An indicator that says nothing, what it gives for that, and what it could give.</summary>
/// <param name="Because"><c>no-data</c>, <c>justification-missing</c> or <c>justification-expired</c>.</param>
/// <param name="Points">What it gives now.</param>
/// <param name="Reach">The fewest and the most points of the values it can have; its points when it is off.</param>
[GenerateSerializer, Immutable, Alias("unknown-indicator")]
public sealed record UnknownIndicator(
    [property: Id(0)] string Indicator,
    [property: Id(1)] string Feature,
    [property: Id(2)] string Because,
    [property: Id(3)] int Points,
    [property: Id(4)] PointInterval Reach)
{
    /// <summary>Why an indicator says nothing when its feature has no value.</summary>
    internal const string NoData = "no-data";

    internal static UnknownIndicator Of(MissingIndicator missing, RiskModel model)
    {
        if (missing.Because != NoData)
            return new UnknownIndicator(missing.Indicator, missing.Feature, missing.Because, 0, default);

        var ready = model.Indicators.First(one => one.Indicator.Id == missing.Indicator);
        var points = ready.Indicator.Missing.Points;
        var possible = ready.Indicator.Bins.Where(bin => FeatureRange.Holds(ready.Feature, bin.From, bin.To))
            .Select(bin => bin.Points).ToList();
        return new UnknownIndicator(
            missing.Indicator, missing.Feature, missing.Because, points,
            new PointInterval(possible.Min(), possible.Max()));
    }
}
