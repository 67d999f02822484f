using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>Objections to a decision, and the extension of clocks.</summary>
public sealed partial record Escalation
{
    private Decision<EscalationFact> Object(FileObjection file, DateTimeOffset now)
    {
        if (!CaseKeys.IsKey(file.ObjectionId))
            return WrongKey("/objectionId");
        if (File.Objection is { } known)
        {
            return (known.Id, known.ReceivedOn) == (file.ObjectionId, file.ReceivedOn)
                ? Decision<EscalationFact>.Nothing
                : new Refusal("objection-filed", "There is an objection already.");
        }

        if (!IsOpen)
            return new Refusal("escalation-closed", "The escalation is closed.");
        if (State != EscalationState.Decided)
            return new Refusal("nothing-to-object-to", "There is no decision.");

        var clock = Clocks.Last(clock => clock.Kind == ClockKind.Objection);
        if (file.ReceivedOn > DutchCalendar.DayOf(now)
            || file.ReceivedOn < DutchCalendar.DayOf(clock.StartedAt)
            || DutchCalendar.StartOf(file.ReceivedOn) >= clock.DueAt)
            return new Refusal(
                "objection-out-of-term", "An objection comes after the decision and within its term, and not tomorrow.",
                "/receivedOn");

        // The term to decide begins when that to object has ended.
        return new EscalationObjectionFiled(
            Episode, file.By.Id, file.ObjectionId, file.ReceivedOn,
            ClockRules.Start(
                ClockKind.ObjectionDecision, file.ObjectionId, clock.DueAt > now ? clock.DueAt.AddTicks(-1) : now));
    }

    private Decision<EscalationFact> DecideOn(DecideObjection decide)
    {
        if (Wrong(decide.Reasons, CaseCommand.TextLengthMax, "reasons") is { } noReasons)
            return noReasons;
        if (File.Objection is not { } objection || objection.Id != decide.ObjectionId)
            return new Refusal("objection-unknown", "There is no such objection.", "/objectionId");
        if (objection.Outcome is not null)
        {
            return (objection.Outcome, objection.Reasons, objection.Officer, objection.AmountCents)
                == (decide.Outcome, decide.Reasons, decide.By.Id, decide.AmountCents)
                    ? Decision<EscalationFact>.Nothing
                    : new Refusal("objection-decided", "The objection is decided.");
        }

        var decision = File.Taken!;
        if (decide.By.Id == decision.Officer || decide.By.Id == decision.SecondOfficer)
            return new Refusal("same-person", "Who took the decision does not decide on the objection to it.");
        if (AmountWrong(decide, decision.Measure) is { } wrong)
            return wrong;

        var decided = new EscalationObjectionDecided(
            Episode, decide.By.Id, decide.ObjectionId, decide.Outcome, decide.Reasons, decide.AmountCents);
        var after = Evolve(decided, OpenedAt);
        return after.IsSettled
            ? Decision<EscalationFact>.Of(decided, after.ClosedBy(decide.By.Id))
            : decided;
    }

    private static Refusal? AmountWrong(DecideObjection decide, IntendedMeasure measure)
    {
        var isReduced = decide.Outcome == ObjectionOutcome.PartlyUpheld && measure.Kind == MeasureKind.Fine;
        if (isReduced != decide.AmountCents is not null)
            return new Refusal(
                "amount-misplaced", "What is left of a fine is said when, and only when, it is partly upheld.",
                "/amountCents");

        return isReduced && (decide.AmountCents <= 0 || decide.AmountCents >= measure.AmountCents)
            ? new Refusal("amount-not-lower", "What is left is less than the fine, and more than nothing.",
                "/amountCents")
            : null;
    }

    private Decision<EscalationFact> Extend(ExtendClock extend, DateTimeOffset now)
    {
        if (Wrong(extend.Reason, ReasonLengthMax, "reason") is { } noReason)
            return noReason;
        if (Clocks.FirstOrDefault(clock => clock.Id == extend.ClockId) is not { } clock)
            return new Refusal("clock-unknown", "There is no such clock.", "/clockId");
        if (clock.ExtendedFrom == extend.DueAt)
            return Decision<EscalationFact>.Nothing;
        if (!IsOpen)
            return new Refusal("escalation-closed", "The escalation is closed.");
        if (!extend.By.IsLead && NotTheirs(extend.By.Id) is { } notTheirs)
            return notTheirs;
        if (clock.DueAt != extend.DueAt)
            return new Refusal("clock-moved", "The clock has another end now.", "/dueAt");

        var rule = ClockRules.Of(clock.Kind);
        if (rule.Extension is not { } extension)
            return new Refusal("clock-fixed", "The law does not let this term be extended.", "/clockId");
        if (!clock.Runs || clock.DueAt <= now)
            return new Refusal("clock-ended", "The clock runs no more.", "/clockId");
        if (clock.Extensions >= rule.ExtensionsMax)
            return new Refusal("clock-extended", "The clock was extended as often as it may be.", "/clockId");

        var to = ClockRules.For(clock.Kind, "", DutchCalendar.EndOf(clock.DueAt.AddTicks(-1), extension));
        return new EscalationClockExtended(
            Episode, extend.By.Id, clock.Id, to.WarnAt, to.DueAt, extend.Reason);
    }
}
