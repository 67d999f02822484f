using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.Terms;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>No measure without an announced intent, and the referent's reply or the end of the term for it.</summary>
public sealed partial record Escalation
{
    private Decision<EscalationFact> Announce(AnnounceIntent announce, CaseContext context)
    {
        if (Wrong(announce.Text, CaseCommand.TextLengthMax, "text") is { } noText)
            return noText;
        if (File.Intent is { } known
            && (known.Measure, known.Text, known.Officer) == (announce.Measure, announce.Text, announce.By.Id))
            return Decision<EscalationFact>.Nothing;
        if ((NotAtWork(announce.By, EscalationState.UnderInvestigation, EscalationState.AwaitingInformation)
            ?? NoMeasure()) is { } refusal)
            return refusal;
        if (File.Intents >= CaseCommand.IntentsMax)
            return new Refusal("too-many-intents", $"A case takes at most {CaseCommand.IntentsMax} intents.");
        if (LadderCheck.Against(
                announce.Measure, File.Breaches, context.History, DutchCalendar.DayOf(context.Now)) is { } notAllowed)
            return notAllowed;

        var key = CaseKeys.Of(checked(File.Intents + 1));
        return new EscalationIntentAnnounced(
            Episode, announce.By.Id, announce.Measure, announce.Text,
            [
                ClockRules.Start(ClockKind.Reply, key, context.Now),
                ClockRules.Start(ClockKind.Decision, key, context.Now),
            ]);
    }

    private Decision<EscalationFact> Reply(RecordReply record)
    {
        if (Wrong(record.Text, CaseCommand.TextLengthMax, "text") is { } noText)
            return noText;
        if (File.Intent?.Reply == record.Text)
            return Decision<EscalationFact>.Nothing;
        if (File.Intent is { Reply: not null })
            return new Refusal("reply-received", "The reply is on record; what came later belongs in a note.");

        // A reply that comes after its term is heard all the same, as long as nothing is decided.
        return NotAtWork(record.By, EscalationState.AwaitingReply, EscalationState.AwaitingDecision) is { } refusal
            ? refusal
            : new EscalationReplyReceived(Episode, record.By.Id, record.Text);
    }

    private Decision<EscalationFact> Withdraw(WithdrawIntent withdraw, CaseContext context)
    {
        if (Wrong(withdraw.Reason, ReasonLengthMax, "reason") is { } noReason)
            return noReason;
        if (File.IntentWithdrawn == withdraw.Reason)
            return Decision<EscalationFact>.Nothing;
        if (NotAtWork(withdraw.By, EscalationState.AwaitingReply, EscalationState.AwaitingDecision) is { } refusal)
            return refusal;

        return new EscalationIntentWithdrawn(
            Episode, withdraw.By.Id, withdraw.Reason,
            ClockRules.For(
                ClockKind.FollowUp, CaseKeys.Of(checked(File.Intents + 1)), context.Terms.DueAt(context.Now)));
    }

    private Decision<EscalationFact> Propose(ProposeDecision propose, CaseContext context)
    {
        if (!CaseKeys.IsKey(propose.DecisionId))
            return WrongKey("/decisionId");
        if (Wrong(propose.Reasons, CaseCommand.TextLengthMax, "reasons") is { } noReasons)
            return noReasons;
        if (File.Decisions.FirstOrDefault(known => known.Id == propose.DecisionId) is { } known)
        {
            return (known.Measure, known.Ground, known.Reasons, known.Officer)
                == (propose.Measure, propose.Ground, propose.Reasons, propose.By.Id)
                    ? Decision<EscalationFact>.Nothing
                    : new Refusal("decision-id-used", "Another decision has this id.", "/decisionId");
        }

        if ((NotAtWork(propose.By, EscalationState.AwaitingDecision) ?? NotReadAgain() ?? NoMeasure()) is { } refusal)
            return refusal;
        if (File.Decisions.Length >= CaseCommand.DecisionsMax)
            return new Refusal("too-many-decisions", $"A case takes at most {CaseCommand.DecisionsMax} proposals.");
        if (propose.Ground != Opened!.Ground)
            return new Refusal(
                "ground-not-named", "The decision names the ground on which the referent was selected: the true one.",
                "/ground");
        if ((LadderCheck.Beyond(propose.Measure, File.Intent!.Measure)
            ?? LadderCheck.Against(
                propose.Measure, File.Breaches, context.History, DutchCalendar.DayOf(context.Now))) is { } notAllowed)
            return notAllowed;

        return MeasureLadder.TakesTwo(propose.Measure.Kind, context.Terms.TwoForFines)
            ? new EscalationDecisionProposed(
                Episode, propose.By.Id, propose.DecisionId, propose.Measure, propose.Ground, propose.Reasons)
            : Decided(
                new CaseDecision(
                    propose.DecisionId, propose.Measure, propose.Ground, propose.Reasons, propose.By.Id, context.Now),
                null, context.Now);
    }

    private Decision<EscalationFact> Confirm(ConfirmDecision confirm, CaseContext context)
    {
        if (File.Taken is { } taken && taken.Id == confirm.DecisionId && taken.SecondOfficer == confirm.By.Id)
            return Decision<EscalationFact>.Nothing;
        if ((NotSecond(confirm.DecisionId, confirm.By) ?? NotReadAgain() ?? NoMeasure()) is { } refusal)
            return refusal;

        // Time has passed since it was proposed: what was allowed then may not be any more.
        var proposed = File.Proposed!;
        return LadderCheck.Against(
            proposed.Measure, File.Breaches, context.History, DutchCalendar.DayOf(context.Now)) is { } notAllowed
            ? notAllowed
            : Decided(proposed, confirm.By.Id, context.Now);
    }

    private Decision<EscalationFact> Reject(RejectDecision reject)
    {
        if (Wrong(reject.Reason, ReasonLengthMax, "reason") is { } noReason)
            return noReason;
        if (File.Decisions.Any(known => known.Id == reject.DecisionId
            && known.SecondOfficer == reject.By.Id && known.Rejected == reject.Reason))
            return Decision<EscalationFact>.Nothing;

        return NotSecond(reject.DecisionId, reject.By) is { } refusal
            ? refusal
            : new EscalationDecisionRejected(Episode, reject.By.Id, reject.DecisionId, reject.Reason);
    }

    private Refusal? NotSecond(string decisionId, CaseActor actor)
    {
        if (!IsOpen)
            return new Refusal("escalation-closed", "The escalation is closed.");
        if (File.Proposed is not { } proposed || proposed.Id != decisionId)
            return new Refusal("no-decision-proposed", "No such decision waits for a second person.", "/decisionId");

        return proposed.Officer == actor.Id
            ? new Refusal("same-person", "Who proposed the decision cannot be the second person.")
            : null;
    }

    private EscalationDecided Decided(CaseDecision decision, string? second, DateTimeOffset now)
    {
        var clocks = ImmutableArray.Create(ClockRules.Start(ClockKind.Objection, decision.Id, now));
        if (decision.Measure.Kind == MeasureKind.Suspension)
            clocks = clocks.Add(ClockRules.Start(ClockKind.Suspension, decision.Id, now));

        return new EscalationDecided(
            Episode, decision.Officer, decision.Id, decision.Measure, decision.Ground, decision.Reasons,
            [.. File.Breaches.Where(breach => decision.Measure.Findings.Contains(breach.Id))], clocks, second);
    }
}
