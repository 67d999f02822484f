using System.Collections.Immutable;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>Where a referent stands at a moment: the level, and the points of every indicator on its own.</summary>
/// <param name="Each">In the order of the model; 0 for one that is off.</param>
internal sealed record Standing(RiskState State, ImmutableArray<int> Each)
{
    public static Standing Of(ReferentFold fold, RiskModel model, DateTimeOffset asOf)
    {
        var state = Scoring.Assess(fold, model, asOf);
        var day = FactEffects.DayOf(asOf);
        return new Standing(state, [.. model.Indicators.Select(indicator => PointsOf(fold, indicator, day))]);
    }

    /// <summary>What moved between this and a later standing, indicator by indicator.</summary>
    public ImmutableArray<IndicatorStep> Until(Standing later, RiskModel model) =>
    [
        .. model.Indicators.Select((ready, index) => new IndicatorStep(
                ready.Indicator.Id, ready.Feature.Name, Each[index], later.Each[index]))
            .Where(step => step.From != step.To),
    ];

    public bool IsSame(Standing other) =>
        (State.Level, State.Points) == (other.State.Level, other.State.Points)
        && Each.AsSpan().SequenceEqual(other.Each.AsSpan());

    private static int PointsOf(ReferentFold fold, ReadyIndicator indicator, int day)
    {
        if (day > indicator.LastDay)
            return 0;

        var due = int.MaxValue;
        return indicator.Points(FeatureValues.Read(fold.State, indicator.Feature, day, ref due).Value, out _);
    }
}
