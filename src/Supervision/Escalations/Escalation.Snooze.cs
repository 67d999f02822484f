using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;

namespace Supervision.Escalations;

/// <summary>Putting a case aside: for a while, a few times, and never past a term of ours.</summary>
public sealed partial record Escalation
{
    private Decision<EscalationFact> PutAside(SnoozeCase snooze, CaseContext context)
    {
        if (Wrong(snooze.Reason, ReasonLengthMax, "reason") is { } noReason)
            return noReason;
        if (!IsOpen)
            return new Refusal("escalation-closed", "The escalation is closed.");
        if (!snooze.By.IsLead && NotTheirs(snooze.By.Id) is { } notTheirs)
            return notTheirs;
        if (Snooze is { } known
            && (known.Until, known.Officer, known.Reason) == (snooze.Until, snooze.By.Id, snooze.Reason))
            return Decision<EscalationFact>.Nothing;
        if (snooze.Until <= context.Now || snooze.Until > context.Now + EscalationSnooze.LengthMax)
            return new Refusal(
                "snooze-too-long", $"At most {EscalationSnooze.LengthMax.Days} days from now, and not in the past.",
                "/until");
        if (Clocks.Any(clock => clock.Runs && ClockRules.Of(clock.Kind).IsOurs && clock.DueAt < snooze.Until))
            return new Refusal("snooze-past-term", "A term of ours ends before that.", "/until");

        return Snooze?.Count >= EscalationSnooze.CountMax
            ? new Refusal("too-many-snoozes", $"A case is put aside at most {EscalationSnooze.CountMax} times.")
            : new EscalationSnoozed(
                Episode, snooze.By.Id, snooze.Until, snooze.Reason, snooze.Until + context.Terms.Lock);
    }
}
