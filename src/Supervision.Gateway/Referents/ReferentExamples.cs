using System.Text.Json;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Referents;

/// <summary>Answers as they look, built from the records themselves, so that they cannot be out of date.</summary>
internal static class ReferentExamples
{
    private const string Hash = "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f";

    private static readonly ReferentId Id = ReferentId.Parse("kvk:99000001");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ReferentItem Item = new(
        Id, "Noorderlicht Software B.V.", Sector.J, SizeBand.From10To49, LegalForm.PrivateLimitedCompany,
        new DateOnly(2014, 5, 1),
        new Recognitions(
            RecognitionStatus.Recognised, RecognitionStatus.None, RecognitionStatus.None, RecognitionStatus.None),
        RiskLevel.High, 62, 184, Hash, Noon.AddDays(-3), Noon, "3-1042");

    private static readonly RiskChangeItem Change = new(
        "42", Id, Noon.AddDays(-3), RiskLevel.Medium, RiskLevel.High, 62, Hash, "3-1040",
        new RiskChangeCause("urn:example:wages", "payroll-2026-02-000731"));

    public static string ListPosition { get; } = PositionText.Of(
        [new LogPosition(0, 311), new LogPosition(1, 298), new LogPosition(2, 325), new LogPosition(3, 1042)]);

    public static Page<ReferentItem> Page { get; } = new(
        [Item], CursorText.Write("example", 62, Id.ToString()), ListPosition);

    public static ReferentDetails Details { get; } = new(Item, 0);

    public static ReferentRisk Risk { get; } = new(
        Id, RiskLevel.High, null, 62, new RiskInterval(48, 70), 184,
        [
            new RiskContribution("base", 10, null, null, null, null, 0, new RiskInterval(10, 10), []),
            new RiskContribution(
                "late-notifications", 22, "notifications-late-share-365", 3571, 5, 14, 14, new RiskInterval(12, 30),
                ["3-871", "3-990"]),
            new RiskContribution(
                "payroll-below-criterion", 30, "payroll-below-criterion-share-365", 1500, 9, 60, 60,
                new RiskInterval(26, 30), ["3-1040"]),
        ],
        [new MissingRisk("overdue-requests", "information-requests-overdue", "no-data")],
        new RiskModelReference("example", "1", Hash), Noon, Noon.AddDays(-3), "3-1042");

    public static RiskChangeItem RiskChange => Change;

    public static Page<RiskChangeItem> RiskHistory { get; } = new([Change], null, "3-1040");

    public static Page<HistoryItem> Events { get; } = new(
        [
            new HistoryItem("3-1042", Noon, new HistoryEvent(
                "1.0", "application-2026-000017", "urn:example:permits", "supervision.application.submitted.v1",
                Id.ToString(), Noon.AddMinutes(-7),
                JsonElement.Parse("""{"applicationId":"a-17","headCount":2,"purpose":"labour"}""")),
                EventStatus.InEffect),
            new HistoryItem("3-1043", Noon.AddMinutes(1), new HistoryEvent(
                "1.0", "retraction-2026-000003", "urn:example:permits", "supervision.fact.retracted.v1",
                Id.ToString(), Noon.AddMinutes(-1),
                JsonElement.Parse(
                    """{"ofId":"correction-2026-000002","ofSource":"urn:example:permits","reason":"source-error"}""")),
                EventStatus.Quarantined, QuarantineReason.Of(QuarantineCodes.TargetIsCorrection)),
        ],
        null, "3-1043");
}
