using System.Diagnostics;
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
            return new EscalationRow(
                new EscalationId(referent, opened.Episode), position, EscalationState.Opened, opened.Ground,
                opened.Trigger?.Level ?? opened.Risk?.Level ?? RiskLevel.None,
                opened.Trigger?.Points ?? opened.Risk?.Points ?? 0, at, opened.DueAt, false, null, 0,
                null, null);
        }

        if (row is null || row.Id.Episode != happened.Episode)
            return null;

        row = row with { Position = position };
        return happened switch
        {
            EscalationTaken taken => row with { State = EscalationState.Taken, Assignee = taken.Officer },
            EscalationReleased => row with { State = EscalationState.Opened, Assignee = null },
            EscalationNoted => row with { Notes = checked(row.Notes + 1) },
            EscalationClosed closed => row with
            {
                State = EscalationState.Closed,
                Assignee = closed.Officer,
                Outcome = closed.Outcome,
                ClosedAt = at,
            },
            EscalationDeadlineNear => row,
            EscalationOverdue => row with { Overdue = true },
            _ => throw new UnreachableException($"No rule to list an escalation by {happened.GetType().Name}."),
        };
    }
}
