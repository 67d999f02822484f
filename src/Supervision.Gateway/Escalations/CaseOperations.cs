using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Escalations;

/// <summary>What the document says of the steps of a case.</summary>
internal static class CaseOperations
{
    private static readonly AccessRule Officers = AccessRule.People(Role.EscalationOfficer)
        .ShowingFor(ReadingPurpose.Escalation);

    private static readonly AccessRule OfficersAndLeads = AccessRule.People(Role.EscalationOfficer, Role.TeamLead)
        .ShowingFor(ReadingPurpose.Escalation);

    private static readonly AccessRule Objections = AccessRule.People(Role.EscalationOfficer, Role.TeamLead)
        .ShowingFor(ReadingPurpose.Objection);

    public static readonly QueryKey ReducedKey = new(
        "reducedCulpability", "As if the referent were less to blame, which halves a fine.", "false")
    {
        Words = ["true", "false"],
    };

    public static readonly Operation Ladder = new(
        "getEscalationLadder", Tags.Escalations, "Which measures are allowed now",
        "Every step of the ladder for the breaches found so far, whether it is allowed on this day, and the rule " +
        "that says so. What is not allowed is refused when it is announced or decided. Refused with `judge-first` to " +
        "an officer who may have to judge the case.")
    {
        Access = AccessRule.People(Role.EscalationOfficer, Role.TeamLead, Role.Auditor).Reading(DossierReading.One),
        Path = [PathKey.Escalation],
        Query = [ReducedKey],
        Answers = [Answer.Json(200, "The steps, from the lightest on.", CaseExamples.Ladder)],
        Errors = [404, 409],
    };

    public static readonly Operation Judge = Step(
        "judgeEscalation", "Give the first judgement",
        "Only the person who has it can, once. Until then the answer does not say why the case was opened: not the " +
        "ground, the level, the points or the model. From then on it does.",
        CaseExamples.Judgement, typeof(JudgementRequest));

    public static readonly Operation JudgeAgain = Step(
        "judgeEscalationAgain", "Give the second judgement",
        "Only the person who reads the case can, once, having seen no more than the first officer had. Both " +
        "judgements stay; when they differ, a team lead settles it.",
        CaseExamples.Judgement, typeof(JudgementRequest));

    public static readonly Operation Settle = Step(
        "settleJudgements", "Settle two judgements that differ",
        "By a team lead who gave neither. Until then nothing is decided on the case and it is not closed.",
        CaseExamples.Settlement, typeof(SettlementRequest),
        AccessRule.People(Role.TeamLead).ShowingFor(ReadingPurpose.Escalation));

    public static readonly Operation Assign = Step(
        "assignEscalation", "Give a case to an officer",
        "A team lead can, or the officer who has it and hands it over.",
        CaseExamples.Assign, typeof(AssignRequest), OfficersAndLeads);

    public static readonly Operation Snooze = Step(
        "snoozeEscalation", "Put a case aside for a while",
        "The officer who has it can, or a lead; with a reason, for at most 14 days, three times, and not past a term " +
        "of ours. Its clocks go on. Who put a case aside may take a next one; one that nobody has is not given out.",
        CaseExamples.Snooze, typeof(SnoozeRequest), OfficersAndLeads);

    public static readonly Operation Find = Step(
        "addEscalationFinding", "Record a finding about a duty",
        "After the first judgement and before an intent. A finding is not changed.",
        CaseExamples.Finding, typeof(FindingRequest));

    public static readonly Operation Ask = Step(
        "askInformation", "Ask the referent for information",
        "With a term of two weeks, which may be extended. It is a fact of the history too.",
        CaseExamples.Asked, typeof(InformationRequestRequest));

    public static readonly Operation Answered = Step(
        "recordInformation", "Record an answer of the referent",
        "Complete or in part; in part may be followed by complete.",
        CaseExamples.Answered, typeof(InformationAnswerRequest), OfficersAndLeads);

    public static readonly Operation Return = Step(
        "returnEscalation", "Return a case as wrong data",
        "Names the events that are wrong, which are retracted from the history; what depended on them changes with " +
        "it, and their source can send them anew. The case is closed.",
        CaseExamples.WrongData, typeof(WrongDataRequest));

    public static readonly Operation Announce = Step(
        "announceIntent", "Announce a measure",
        "Refused when the ladder does not allow it. The referent has two weeks to reply; nothing is decided before.",
        CaseExamples.Intent, typeof(IntentRequest));

    public static readonly Operation Withdraw = Step(
        "withdrawIntent", "Take an announced measure back",
        "As when the reply shows that it would be wrong; another one can be announced.",
        CaseExamples.Reason, typeof(CaseReasonRequest));

    public static readonly Operation Reply = Step(
        "recordReply", "Record the reply of the referent",
        "One that comes late is heard all the same, as long as nothing is decided.",
        CaseExamples.Reply, typeof(ReplyRequest));

    public static readonly Operation Decide = Step(
        "decideEscalation", "Decide on a measure",
        "After the reply, or the end of the term for it. Names the ground on which the referent was selected; never " +
        "goes beyond what was announced. A suspension or a withdrawal then waits for a second person.",
        CaseExamples.Decision, typeof(DecisionRequest));

    public static readonly Operation Confirm = Step(
        "confirmDecision", "Take a decision as the second person",
        "Not by whoever proposed it.",
        CaseExamples.Confirmed, typeof(ConfirmRequest), OfficersAndLeads);

    public static readonly Operation Reject = Step(
        "rejectDecision", "Not take a decision, as the second person",
        "With a reason. Another one can be proposed.",
        CaseExamples.Rejected, typeof(RejectRequest), OfficersAndLeads);

    public static readonly Operation Object = Step(
        "fileObjection", "Record an objection",
        "Within six weeks of the decision. Without one the case closes by itself.",
        CaseExamples.Objection, typeof(ObjectionRequest), Objections);

    public static readonly Operation DecideObjection = Step(
        "decideObjection", "Decide on an objection",
        "Not by whoever took the decision. Upheld, the measure counts no more and what the history says of the case " +
        "is put right; partly upheld, a fine is lowered.",
        CaseExamples.ObjectionDecision, typeof(ObjectionDecisionRequest), Objections);

    public static readonly Operation Extend = Step(
        "extendClock", "Extend a clock of a case",
        "With a reason, by what its rule lets it: by the officer who has the case, or a lead. The term to object is " +
        "fixed.",
        CaseExamples.Extension, typeof(ExtensionRequest), OfficersAndLeads);

    private static Operation Step(
        string id, string summary, string description, object example, Type schema, AccessRule? access = null) =>
        new(id, Tags.Escalations, summary, description)
        {
            Access = access ?? Officers,
            Path = [PathKey.Escalation],
            Requests = [new RequestExample("application/json", "step", summary, example, schema)],
            Answers = [Answer.Json(200, "The escalation as it now is.", EscalationExamples.Judged)],
            Errors = [404, 409, 413, 415],
        };
}
