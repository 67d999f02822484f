using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Events;

/// <summary>One event of each type, about an invented referent, as a sender would write it.</summary>
public static class EventExamples
{
    private const string Referent = "kvk:99000017";
    private const string Application = "apl-2026-004711";
    private const string Stay = "stay-2026-001204";
    private const string Check = "chk-2026-0312";
    private const string Measure = "mea-2026-0040";

    private static readonly DateTimeOffset Time = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly ImmutableArray<Fact> Facts =
    [
        new ReferentRegistered(
            LegalForm.PrivateLimitedCompany, Sector.J, SizeBand.From10To49, new DateOnly(2014, 5, 19),
            "Voorbeeld Techniek B.V."),
        new ReferentRegistryChanged(RegistryChange.Address, new DateOnly(2026, 3, 1)),
        new RecognitionGranted(Purpose.Labour, RecognitionGround.ConditionsMet),
        new RecognitionSuspended(Purpose.Labour, RecognitionGround.CriminalInvestigation),
        new RecognitionResumed(Purpose.Labour, RecognitionGround.InvestigationEnded),
        new RecognitionWithdrawn(Purpose.Labour, RecognitionGround.DutiesNotMet),
        new ApplicationSubmitted(
            Application, Purpose.Labour, 1, 594_200, SalaryCriterion.Age30Plus, new DateOnly(2026, 4, 1)),
        new ApplicationDecided(Application, ApplicationOutcome.Granted, 1, null),
        new StayStarted(Stay, new DateOnly(2026, 3, 1), Application, StayReason.PermitGranted),
        new StayEnded(Stay, new DateOnly(2026, 3, 1), Application, StayReason.EmploymentEnded),
        new DutyNotified(Duty.NotifyEmploymentEnded, new DateOnly(2026, 2, 10), new DateOnly(2026, 3, 2)),
        new PayrollObserved(Stay, new YearMonth(2026, 2), 594_200, HoursBand.From32),
        new InformationRequested("inf-2026-0088", new DateOnly(2026, 3, 16)),
        new InformationReceived("inf-2026-0088", true),
        new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 3, 1)),
        new SignalReceived("sig-2026-0101", SignalOrigin.LabourInspectorate, Reliability.B, SignalTopic.Underpayment),
        new CheckPlanned(Check, Channel.Random, 0.0625m, CheckKind.Visit),
        new CheckCompleted(Check, [new Finding(Duty.KeepRecords, Severity.Minor, true)]),
        new MeasureImposed(Measure, MeasureKind.Fine, 300_000, "dec-2026-0040"),
        new MeasureLapsed(Measure, MeasureKind.Warning, null, "dec-2026-0040"),
        new ObjectionFiled("obj-2026-0007", Measure),
        new ObjectionDecided("obj-2026-0007", ObjectionOutcome.PartlyUpheld),
        new FactCorrected(
            "urn:example:permits", "2026-000001", CorrectionReason.WrongValue,
            JsonElement.Parse("""{"applicationId":"apl-2026-004711","headCount":2,"purpose":"labour"}""")),
        new FactRetracted("urn:example:permits", "2026-000002", CorrectionReason.RegisteredTwice),
        new EscalationConcluded(
            Referent + "~1", EscalationOutcome.BreachFound, [new Finding(Duty.Care, Severity.Serious, true)]),
        new PayloadsErased(ErasureGround.TermOver, "3,7-12"),
        new DossierHeld(HoldGround.LegalProceedings),
        new DossierReleased(HoldGround.LegalProceedings),
    ];

    /// <summary>The example of a type, in canonical form.</summary>
    public static byte[] Of(FactType type) =>
        CanonicalEvent.Write(type.Name, KeyOf(type), Referent, Time, FactTypes.Write(FactOf(type)));

    /// <summary>What the example of a type tells.</summary>
    public static Fact FactOf(FactType type) => Facts.Single(fact => fact.GetType() == type.Record);

    private static EventKey KeyOf(FactType type) =>
        new(type.IsOwn ? "urn:supervision" : "urn:example:permits", $"2026-{FactTypes.All.IndexOf(type) + 100:000000}");
}
