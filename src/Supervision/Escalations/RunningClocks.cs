using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Escalations.Terms;

namespace Supervision.Escalations;

/// <summary>
/// The clocks of a case that still matter, as a row of the list keeps them: enough to follow the facts, and to show.
/// </summary>
public static class RunningClocks
{
    public static string Write(ImmutableArray<CaseClock> clocks)
    {
        ImmutableArray<CaseClock> kept = [.. clocks.Where(clock => clock.EndedAt is null)];
        return kept.IsEmpty ? "" : JsonSerializer.Serialize(kept, EscalationJson.Default.ImmutableArrayCaseClock);
    }

    /// <summary>
    /// The clocks of a row. One that was written before there were clocks has none, and then it is the deadline that it
    /// was opened with.
    /// </summary>
    public static ImmutableArray<CaseClock> Read(EscalationRow row)
    {
        if (row.Clocks.Length > 0)
            return JsonSerializer.Deserialize(row.Clocks, EscalationJson.Default.ImmutableArrayCaseClock);
        if (row.IsJudged || row.State is not (EscalationState.Opened or EscalationState.Taken))
            return [];

        var start = new ClockStart(CaseClocks.IdOf(ClockKind.FollowUp, "1"), ClockKind.FollowUp, row.DueAt, row.DueAt);
        return
        [
            CaseClock.Of(start, row.OpenedAt) with
            {
                State = row.Overdue ? ClockState.Breached : ClockState.Running,
            },
        ];
    }
}
