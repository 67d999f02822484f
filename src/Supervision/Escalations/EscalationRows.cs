using System.Collections.Immutable;
using Supervision.Escalations.SecondReadings;
using Supervision.Escalations.Terms;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Escalations;

/// <summary>How the list of escalations follows the facts.</summary>
public static class EscalationRows
{
    /// <summary>The row after a fact; null when the fact is of an episode that the list does not have.</summary>
    public static EscalationRow? Evolve(
        EscalationRow? row, ReferentId referent, EscalationFact happened, LogPosition position, DateTimeOffset at)
    {
        if (happened is EscalationOpened opened)
        {
            var first = new EscalationRow(
                new EscalationId(referent, opened.Episode), position, EscalationState.Opened, opened.Ground,
                opened.Trigger?.Level ?? opened.Risk?.Level ?? RiskLevel.None,
                opened.Trigger?.Points ?? opened.Risk?.Points ?? 0, EscalationOpened.HourOf(at), opened.DueAt, false,
                null, 0, null, null);
            return WithClocks(first, CaseClocks.After([], opened, at));
        }

        if (row is null || row.Id.Episode != happened.Episode)
            return null;

        var clocks = CaseClocks.After(RunningClocks.Read(row), happened, at);
        var state = EscalationStates.After(row.State, row.IsJudged, clocks, happened);
        return WithClocks(
            Changed(row, happened, at) with
            {
                Position = position,
                State = state,
                SnoozedUntil = EscalationSnooze.UntilAfter(row.SnoozedUntil, happened),
            },
            clocks);
    }

    private static EscalationRow Changed(EscalationRow row, EscalationFact happened, DateTimeOffset at) =>
        happened switch
        {
            EscalationTaken taken => row with { Assignee = taken.Officer },
            EscalationAssigned given => row with { Assignee = given.Officer },
            EscalationReleased => row with { Assignee = null },
            EscalationNoted => row with { Notes = checked(row.Notes + 1) },
            EscalationJudged judged => row with { IsJudged = true, FirstJudgement = judged.Judgement },
            EscalationReadingDrawn => row with { Reading = SecondReadingState.Awaited },
            EscalationJudgedAgain judged => row with
            {
                Reading = judged.Judgement == row.FirstJudgement
                    ? SecondReadingState.Same
                    : SecondReadingState.Differs,
                SecondJudgement = judged.Judgement,
            },
            EscalationDifferenceSettled => row with { Reading = SecondReadingState.Settled },
            EscalationClosed closed => row with
            {
                Assignee = closed.Officer,
                Outcome = closed.Outcome,
                ClosedAt = at,
                Reading = row.AwaitsReading ? SecondReadingState.Missed : row.Reading,
            },
            EscalationOverdue or EscalationClockBreached => row with { Overdue = true },
            _ => row,
        };

    private static EscalationRow WithClocks(EscalationRow row, ImmutableArray<CaseClock> clocks) => row with
    {
        Clocks = RunningClocks.Write(clocks),
        NextDueAt = clocks.Where(clock => clock.Runs).Min(clock => (DateTimeOffset?)clock.DueAt),
        OurDueAt = clocks.Where(clock => clock.Runs && ClockRules.Of(clock.Kind).IsOurs)
            .Min(clock => (DateTimeOffset?)clock.DueAt),
    };
}
