using System.Collections.Immutable;
using Supervision.Risk;

namespace Supervision.Explanations;

/// <summary>Hindsight over many referents, added up.</summary>
/// <param name="Referents">How many were looked at.</param>
/// <param name="Differing">How many of them have a day or an escalation that would have been different.</param>
/// <param name="Days">Days of referents that were looked at.</param>
/// <param name="Otherwise">Of those, by the level then and the level as it is known now, how many differ.</param>
/// <param name="Opened">Escalations that the rule of the model opened, with what was known then.</param>
/// <param name="WouldNotHaveOpened">Of those, the ones that would not have opened.</param>
/// <param name="WouldHaveOpened">Escalations that did not open when they would have.</param>
public sealed record HindsightTotal(
    int Referents,
    int Differing,
    long Days,
    ImmutableSortedDictionary<(RiskLevel Then, RiskLevel Now), long> Otherwise,
    int Opened,
    int WouldNotHaveOpened,
    int WouldHaveOpened)
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
            Differing + (one.DaysOtherwise > 0 || !one.Escalations.IsEmpty ? 1 : 0),
            Days + one.Days,
            otherwise,
            Opened + one.Opened,
            WouldNotHaveOpened + Count(one, HindsightOutcome.WouldNotHaveOpened),
            WouldHaveOpened + Count(one, HindsightOutcome.WouldHaveOpened));
    }

    private static int Count(Hindsight one, HindsightOutcome outcome) =>
        one.Escalations.Count(escalation => escalation.Outcome == outcome);
}
