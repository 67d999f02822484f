using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Escalations;

/// <summary>Reads the bodies of commands on a case.</summary>
internal static class CaseReading
{
    private const int PositionsMax = CaseFinding.FactsMax;

    private static readonly string[] MeasureMembers =
        ["kind", "findings", "purposes", "reducedCulpability", "amountCents", "ground"];

    public static CaseCommand Judge(BodyReader body, int episode, CaseActor by) =>
        new JudgeCase(episode, by, body.Word<Judgement>("judgement"), body.Text("text", CaseCommand.TextLengthMax));

    public static CaseCommand JudgeAgain(BodyReader body, int episode, CaseActor by) =>
        new JudgeAgain(episode, by, body.Word<Judgement>("judgement"), body.Text("text", CaseCommand.TextLengthMax));

    public static CaseCommand Settle(BodyReader body, int episode, CaseActor by) =>
        new SettleDifference(
            episode, by, body.Word<Judgement>("judgement"), body.Text("reason", Escalation.ReasonLengthMax));

    public static CaseCommand Assign(BodyReader body, int episode, CaseActor by) =>
        new AssignCase(episode, by, body.Text("officer", Escalation.OfficerLengthMax));

    public static CaseCommand Snooze(BodyReader body, int episode, CaseActor by) =>
        new SnoozeCase(
            episode, by, body.Instant("until"), body.Text("reason", Escalation.ReasonLengthMax));

    public static CaseCommand Find(BodyReader body, int episode, CaseActor by) =>
        new RecordFinding(episode, by, new CaseFinding(
            body.Text("findingId", CaseCommand.KeyLengthMax),
            body.Word<Duty>("duty"),
            body.Word<Severity>("severity"),
            body.Flag("breach"),
            body.Date("occurredOn"),
            body.OptionalTextList("facts", PositionsMax, CaseFinding.FactLengthMax)));

    public static CaseCommand Ask(BodyReader body, int episode, CaseActor by) =>
        new AskInformation(
            episode, by, body.Text("requestId", CaseCommand.KeyLengthMax),
            body.Text("text", CaseCommand.TextLengthMax));

    public static CaseCommand Answer(BodyReader body, int episode, CaseActor by) =>
        new RecordAnswer(episode, by, body.Text("requestId", CaseCommand.KeyLengthMax), body.Flag("complete"));

    public static CaseCommand Return(BodyReader body, int episode, CaseActor by) =>
        new ReturnWrongData(
            episode, by, body.Text("reason", Escalation.ReasonLengthMax),
            body.List(
                "facts", CaseCommand.WrongFactsMax,
                fact => new WrongFact(
                    fact.Text("source", 256), fact.Text("id", 256), fact.Word<CorrectionReason>("reason")),
                "source", "id", "reason"));

    public static CaseCommand Announce(BodyReader body, int episode, CaseActor by) =>
        new AnnounceIntent(episode, by, Measure(body), body.Text("text", CaseCommand.TextLengthMax));

    public static CaseCommand Reply(BodyReader body, int episode, CaseActor by) =>
        new RecordReply(episode, by, body.Text("text", CaseCommand.TextLengthMax));

    public static CaseCommand Withdraw(BodyReader body, int episode, CaseActor by) =>
        new WithdrawIntent(episode, by, body.Text("reason", Escalation.ReasonLengthMax));

    public static CaseCommand Propose(BodyReader body, int episode, CaseActor by) =>
        new ProposeDecision(
            episode, by, body.Text("decisionId", CaseCommand.KeyLengthMax), Measure(body),
            body.Word<EscalationGround>("ground"), body.Text("reasons", CaseCommand.TextLengthMax));

    public static CaseCommand Confirm(BodyReader body, int episode, CaseActor by) =>
        new ConfirmDecision(episode, by, body.Text("decisionId", CaseCommand.KeyLengthMax));

    public static CaseCommand Reject(BodyReader body, int episode, CaseActor by) =>
        new RejectDecision(
            episode, by, body.Text("decisionId", CaseCommand.KeyLengthMax),
            body.Text("reason", Escalation.ReasonLengthMax));

    public static CaseCommand Object(BodyReader body, int episode, CaseActor by) =>
        new FileObjection(
            episode, by, body.Text("objectionId", CaseCommand.KeyLengthMax), body.Date("receivedOn"));

    public static CaseCommand DecideObjection(BodyReader body, int episode, CaseActor by) =>
        new DecideObjection(
            episode, by, body.Text("objectionId", CaseCommand.KeyLengthMax),
            body.Word<ObjectionOutcome>("outcome"), body.Text("reasons", CaseCommand.TextLengthMax),
            body.OptionalAmount("amountCents", IntendedMeasure.AmountCentsMax));

    public static CaseCommand Extend(BodyReader body, int episode, CaseActor by) =>
        new ExtendClock(
            episode, by, body.Text("clockId", 60), body.Instant("dueAt"),
            body.Text("reason", Escalation.ReasonLengthMax));

    private static IntendedMeasure Measure(BodyReader body)
    {
        var measure = body.Object("measure", MeasureMembers);
        return new IntendedMeasure(
            measure.Word<MeasureKind>("kind"),
            measure.OptionalTextList("findings", CaseCommand.FindingsMax, CaseCommand.KeyLengthMax),
            measure.OptionalWordList<Purpose>("purposes", IntendedMeasure.PurposesMax),
            measure.OptionalFlag("reducedCulpability"),
            measure.OptionalAmount("amountCents", IntendedMeasure.AmountCentsMax),
            measure.OptionalWord<RecognitionGround>("ground"));
    }
}
