using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.Access;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Escalations;

/// <summary>Casework: the road from a first judgement to an outcome, under administrative law.</summary>
public sealed partial record Escalation
{
    /// <summary>
    /// Decides on a command of casework. A service account is always refused; the same command again records nothing.
    /// </summary>
    public Decision<EscalationFact> Decide(CaseCommand command, CaseContext context) =>
        At(context.Now, escalation => escalation.DecideNow(command, context));

    private Decision<EscalationFact> DecideNow(CaseCommand command, CaseContext context)
    {
        if (command.By.Kind != ActorKind.Person)
            return new Refusal("service-cannot-decide", "Only a person can act on a case.");
        if (Wrong(command.By.Id, OfficerLengthMax, "officer") is { } noOfficer)
            return noOfficer;
        if (command.Episode < 1 || command.Episode > Episode)
            return new Refusal("escalation-unknown", "There is no such escalation.");
        if (command.Episode < Episode)
            return new Refusal("escalation-closed", "The escalation is closed.");

        return command switch
        {
            JudgeCase judge => Judge(judge, context),
            TakeReading take => StartReading(take, context),
            JudgeAgain judge => SecondJudge(judge),
            SettleDifference settle => Settle(settle),
            AssignCase assign => Assign(assign, context),
            SnoozeCase snooze => PutAside(snooze, context),
            RecordFinding record => Find(record, context),
            AskInformation ask => Ask(ask, context.Now),
            RecordAnswer record => Answer(record),
            ReturnWrongData returned => Return(returned, context.Known),
            AnnounceIntent announce => Announce(announce, context),
            RecordReply record => Reply(record),
            WithdrawIntent withdraw => Withdraw(withdraw, context),
            ProposeDecision propose => Propose(propose, context),
            ConfirmDecision confirm => Confirm(confirm, context),
            RejectDecision reject => Reject(reject),
            FileObjection file => Object(file, context.Now),
            DecideObjection decide => DecideOn(decide),
            ExtendClock extend => Extend(extend, context.Now),
            AddFile add => Add(add),
            _ => throw new UnreachableException($"No rule for the command {command.GetType().Name}."),
        };
    }

    private Decision<EscalationFact> Judge(JudgeCase judge, CaseContext context)
    {
        if (Wrong(judge.Text, CaseCommand.TextLengthMax, "text") is { } noText)
            return noText;
        if (File.Judgement is { } known)
        {
            return (known.Officer, known.Judgement, known.Text) == (judge.By.Id, judge.Judgement, judge.Text)
                ? Decision<EscalationFact>.Nothing
                : new Refusal("already-judged", "The case has its first judgement, which is not changed.");
        }

        return NotAtWork(judge.By, EscalationState.Taken) is { } refusal
            ? refusal
            : Judged(judge, context);
    }

    private Decision<EscalationFact> Assign(AssignCase assign, CaseContext context)
    {
        if (Wrong(assign.Officer, OfficerLengthMax, "officer") is { } noOfficer)
            return noOfficer;
        if (!IsOpen)
            return new Refusal("escalation-closed", "The escalation is closed.");
        if (Assignee == assign.Officer)
            return Decision<EscalationFact>.Nothing;
        if (assign.OnlyIfFree && Assignee is not null)
            return new Refusal("escalation-taken", "Someone else has taken the escalation.");

        return assign.By.IsLead || Assignee == assign.By.Id
            ? new EscalationAssigned(Episode, assign.Officer, assign.By.Id, context.Now + context.Terms.Lock)
            : new Refusal("not-yours-to-assign", "A lead assigns a case, or the officer who has it hands it over.");
    }

    private Decision<EscalationFact> Find(RecordFinding record, CaseContext context)
    {
        var finding = record.Finding;
        if (!CaseKeys.IsKey(finding.Id))
            return WrongKey("/findingId");
        if (finding.Facts.Length > CaseFinding.FactsMax
            || finding.Facts.Any(fact => fact.Length is 0 or > CaseFinding.FactLengthMax))
            return new Refusal("facts-invalid", $"At most {CaseFinding.FactsMax} positions.", "/facts");
        if (File.Findings.FirstOrDefault(known => known.Id == finding.Id) is { } known)
        {
            return known == finding
                ? Decision<EscalationFact>.Nothing
                : new Refusal("finding-id-used", "Another finding has this id.", "/findingId");
        }

        if (NotAtWork(record.By, EscalationState.UnderInvestigation, EscalationState.AwaitingInformation)
            is { } refusal)
            return refusal;
        if (File.Findings.Length >= CaseCommand.FindingsMax)
            return new Refusal("too-many-findings", $"A case takes at most {CaseCommand.FindingsMax} findings.");
        if (finding.OccurredOn > DutchCalendar.DayOf(context.Now))
            return new Refusal("occurred-in-future", "A finding is of today or of a day before it.", "/occurredOn");
        if (finding.Facts.Any(fact => !context.Positions.Contains(fact)))
            return new Refusal(
                "fact-unknown", "One of the positions is not in the history of the referent.", "/facts");

        return new EscalationFindingRecorded(Episode, record.By.Id, finding);
    }

    private Decision<EscalationFact> Ask(AskInformation ask, DateTimeOffset now)
    {
        if (!CaseKeys.IsKey(ask.RequestId))
            return WrongKey("/requestId");
        if (Wrong(ask.Text, CaseCommand.TextLengthMax, "text") is { } noText)
            return noText;
        if (File.Requests.FirstOrDefault(known => known.Id == ask.RequestId) is { } known)
        {
            return known.Text == ask.Text
                ? Decision<EscalationFact>.Nothing
                : new Refusal("request-id-used", "Another request has this id.", "/requestId");
        }

        if (NotAtWork(ask.By, EscalationState.UnderInvestigation, EscalationState.AwaitingInformation) is { } refusal)
            return refusal;
        if (File.Requests.Length >= CaseCommand.RequestsMax)
            return new Refusal("too-many-requests", $"A case takes at most {CaseCommand.RequestsMax} requests.");

        return new EscalationInformationAsked(
            Episode, ask.By.Id, ask.RequestId, ask.Text,
            ClockRules.Start(ClockKind.Information, ask.RequestId, now));
    }

    private Decision<EscalationFact> Answer(RecordAnswer record)
    {
        if (File.Requests.FirstOrDefault(known => known.Id == record.RequestId) is not { } request)
            return new Refusal("request-unknown", "There is no such request.", "/requestId");
        if (request.Complete == record.Complete)
            return Decision<EscalationFact>.Nothing;
        if (!IsOpen)
            return new Refusal("escalation-closed", "The escalation is closed.");
        if (request.Complete is true)
            return new Refusal("request-answered", "The request was answered completely.", "/complete");

        return new EscalationInformationGot(Episode, record.By.Id, record.RequestId, record.Complete);
    }

    private Decision<EscalationFact> Return(ReturnWrongData returned, ImmutableHashSet<EventKey> known)
    {
        if (Wrong(returned.Reason, ReasonLengthMax, "reason") is { } noReason)
            return noReason;
        if (Closing is { Outcome: EscalationOutcome.WrongData } closing && closing.Officer == returned.By.Id)
            return Decision<EscalationFact>.Nothing;
        if (returned.Facts.Length is 0 or > CaseCommand.WrongFactsMax)
            return new Refusal(
                "facts-missing", $"Names 1 to {CaseCommand.WrongFactsMax} events that are wrong.", "/facts");
        if (returned.Facts.Any(fact => !known.Contains(new EventKey(fact.Source, fact.Id))))
            return new Refusal(
                "fact-unknown", "One of the events is not in the history of the referent, or is of our own making.",
                "/facts");

        return (NotAtWork(
            returned.By, EscalationState.Taken, EscalationState.UnderInvestigation,
            EscalationState.AwaitingInformation) ?? NotReadAgain()) is { } refusal
            ? refusal
            : Decision<EscalationFact>.Of(
                new EscalationReturned(Episode, returned.By.Id, returned.Reason, returned.Facts),
                new EscalationClosed(Episode, returned.By.Id, EscalationOutcome.WrongData, []));
    }

    /// <summary>Whether this person has the case, and it is in one of the states that the command is for.</summary>
    private Refusal? NotAtWork(CaseActor actor, params ReadOnlySpan<EscalationState> states)
    {
        if (!IsOpen)
            return new Refusal("escalation-closed", "The escalation is closed.");
        if (NotTheirs(actor.Id) is { } notTheirs)
            return notTheirs;
        if (states.Contains(State))
            return null;

        return State == EscalationState.Taken
            ? new Refusal("not-judged", "The case needs its first judgement before this.")
            : new Refusal(
                "wrong-state", $"This cannot be done in the state {ClosedList<EscalationState>.WordFor(State)}.");
    }

    private static Refusal WrongKey(string pointer) => new(
        "key-invalid", $"1 to {CaseCommand.KeyLengthMax} lower-case letters, digits and hyphens.", pointer);
}
