using System.Collections.Immutable;
using Supervision.Gateway.Models;
using Supervision.Models;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>A shadow beside the model in use, now.</summary>
/// <param name="InUse">What it is compared with; null when no model is in use.</param>
/// <param name="IsEvaluated">True: one that does not judge at this moment has no comparison.</param>
/// <param name="IsWhole">
/// Every referent is in the figures. Not yet, just after it went into shadow, another model went into use, or a start.
/// </param>
/// <param name="InUsePoints">Referents by their points by the model in use; steps with nobody are left out.</param>
/// <param name="ShadowPoints">Referents by their points by the shadow; steps with nobody are left out.</param>
/// <param name="Today">What came of judging since midnight UTC.</param>
public sealed record ShadowComparison(
    RiskModelReferenceInUse Shadow,
    ModelStage Stage,
    RiskModelReferenceInUse? InUse,
    bool IsEvaluated,
    bool IsWhole,
    ShadowStandingItem Standing,
    ImmutableArray<PointStep> InUsePoints,
    ImmutableArray<PointStep> ShadowPoints,
    ShadowJudgingItem Today)
{
    public static ShadowComparison Of(
        ModelVersion version, RiskModel? used, RiskModel shadow, bool isWhole, StandingTally tally,
        JudgingTally today) => new(
        new RiskModelReferenceInUse(version.Name.Id, version.Name.Version, version.Hash),
        version.Stage,
        used is null
            ? null
            : new RiskModelReferenceInUse(used.Identity.Id, used.Identity.Version, used.Identity.Hash),
        IsEvaluated: true,
        isWhole,
        ShadowStandingItem.Of(tally.Levels),
        PointStep.Of(tally.UsedPoints, PointScale.Of(used)),
        PointStep.Of(tally.ShadowPoints, PointScale.Of(shadow)),
        ShadowJudgingItem.Of(today));
}

/// <summary>Referents whose points are from the one up to and including the other.</summary>
public sealed record PointStep(int From, int To, long Referents)
{
    public static ImmutableArray<PointStep> Of(ImmutableArray<long> counts, PointScale scale) =>
    [
        .. counts
            .Select((count, step) => new PointStep(scale.StartOf(step), scale.StartOf(step + 1) - 1, count))
            .Where(step => step.Referents > 0),
    ];
}
