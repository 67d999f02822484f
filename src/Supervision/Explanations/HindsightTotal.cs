using System.Collections.Immutable;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>Hindsight over many referents, added up.</summary>
/// <param name="Referents">How many were looked at.</param>
/// <param name="Differing">How many of them have a day or a crossing that would have been different.</param>
/// <param name="Days">Days of referents that were looked at.</param>
/// <param name="Otherwise">Of those, by the level then and the level as it is known now, how many differ.</param>
/// <param name="Crossed">How often the level rose to the line of the escalation rule, as it was known then.</param>
/// <param name="WouldNotHaveCrossed">Of those, how often it would not have.</param>
/// <param name="WouldHaveCrossed">How often it did not rise to the line when it would have.</param>
public sealed record HindsightTotal(
    int Referents,
    int Differing,
    long Days,
    ImmutableSortedDictionary<(RiskLevel Then, RiskLevel Now), long> Otherwise,
    int Crossed,
    int WouldNotHaveCrossed,
    int WouldHaveCrossed)
{
    public static HindsightTotal Nothing { get; } =
        new(0, 0, 0, ImmutableSortedDictionary<(RiskLevel, RiskLevel), long>.Empty, 0, 0, 0);

    public HindsightTotal And(Hindsight one)
    {
        ArgumentNullException.ThrowIfNull(one);
        var otherwise = Otherwise;
        foreach (var (then, now, days) in one.DaysByLevels)
            otherwise = otherwise.SetItem((then, now), otherwise.GetValueOrDefault((then, now)) + days);
        return new HindsightTotal(
            Referents + 1,
            Differing + (one.DaysOtherwise > 0 || !one.Crossings.IsEmpty ? 1 : 0),
            Days + one.Days,
            otherwise,
            Crossed + one.Crossed,
            WouldNotHaveCrossed + Count(one, HindsightOutcome.WouldNotHaveCrossed),
            WouldHaveCrossed + Count(one, HindsightOutcome.WouldHaveCrossed));
    }

    private static int Count(Hindsight one, HindsightOutcome outcome) =>
        one.Crossings.Where(crossing => crossing.Outcome == outcome).Sum(crossing => crossing.Times);
}
