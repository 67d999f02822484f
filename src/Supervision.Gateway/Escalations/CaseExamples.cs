using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Facts;

namespace Supervision.Gateway.Escalations;

/// <summary>Requests on a case that work, one after the other.</summary>
internal static class CaseExamples
{
    private static readonly DateOnly Day = new(2026, 2, 2);

    private static readonly MeasureRequest Fine = new(MeasureKind.Fine, ["f-1"], [], false, 300_000, null);

    public static JudgementRequest Judgement { get; } = new(
        Supervision.Escalations.Casework.Judgement.Breach, "Two ends of employment were notified late.");

    public static SettlementRequest Settlement { get; } = new(
        Supervision.Escalations.Casework.Judgement.Breach, "One notification was late, as the first officer found.");

    public static AssignRequest Assign { get; } = new("user:p.visser");

    public static SnoozeRequest Snooze { get; } = new(
        new DateTimeOffset(2026, 3, 9, 8, 0, 0, TimeSpan.Zero), "The inspectorate reports next week.");

    public static FindingRequest Finding { get; } = new(
        "f-1", Duty.NotifyEmploymentEnded, Severity.Serious, true, Day, ["3-1040"]);

    public static InformationRequestRequest Asked { get; } = new("wages", "The wage records of January.");

    public static InformationAnswerRequest Answered { get; } = new("wages", true);

    public static WrongDataRequest WrongData { get; } = new(
        "The register has another date.", [new WrongFact("urn:example:register", "e-17", CorrectionReason.WrongDate)]);

    public static IntentRequest Intent { get; } = new(Fine, "A fine is intended for notifying late.");

    public static CaseReasonRequest Reason { get; } = new("The reply shows that it was notified in time.");

    public static ReplyRequest Reply { get; } = new("The notification was sent by post.");

    public static DecisionRequest Decision { get; } = new(
        "d-1", Fine, EscalationGround.Rule,
        "Selected by the risk model in use; the reply does not show a notification.");

    public static ConfirmRequest Confirmed { get; } = new("d-1");

    public static RejectRequest Rejected { get; } = new("d-1", "The reply was not weighed.");

    public static ObjectionRequest Objection { get; } = new("o-1", new DateOnly(2026, 4, 20));

    public static ObjectionDecisionRequest ObjectionDecision { get; } = new(
        "o-1", ObjectionOutcome.Dismissed, "The objection brings nothing new.", null);

    public static ExtensionRequest Extension { get; } = new(
        "reply/1", new DateTimeOffset(2026, 3, 17, 23, 0, 0, TimeSpan.Zero),
        "The referent asked for time to translate.");

    public static LadderAnswer Ladder { get; } = new(
        PersonKind.LegalPerson,
        MeasureLadder.Of(new LadderQuestion(
            [new CaseFinding("f-1", Duty.NotifyEmploymentEnded, Severity.Serious, true, Day, [])],
            new SanctionHistory(PersonKind.LegalPerson, [], [Purpose.Labour], new DateOnly(2024, 1, 8), Day),
            false, false, new DateOnly(2026, 3, 2))));
}
