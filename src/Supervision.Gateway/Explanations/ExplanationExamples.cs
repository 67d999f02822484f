using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Letters;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Explanations;

/// <summary>Answers as they look, made by the code that makes them from a short history.</summary>
internal static class ExplanationExamples
{
    private static readonly ReferentId Id = ReferentId.Parse("kvk:99000001");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly ReferentHistory History = Make();

    private static readonly Explanation Made = Supervision.Explanations.Explanation.Of(
        History, RiskModels.Example, Noon, null, Noon.AddDays(-60), History.Facts[^1].Position);

    private static readonly PeerComparison Peers = PeerComparison.Of(
        Sector.J, SizeBand.From10To49, Made.Score.Points,
        [new PeerCount(RiskLevel.Low, 4, 61), new PeerCount(RiskLevel.Medium, 25, 17)]);

    private static readonly Letter Letter = LetterWriting.Write(
        Made, Peers, held: null, isLive: true, LetterLanguage.Dutch);

    public static ReferentExplanation Explanation { get; } = ReferentExplanation.Of(
        Made, Peers, Letter, new RiskModelInUse(RiskModels.Example), held: null);

    public static string Page { get; } = LetterPage.Write(Letter);

    public static Hindsight Hindsight { get; } = HindsightRules.Of(
        History, RiskModels.Example, new DateOnly(2025, 10, 1), new DateOnly(2026, 3, 2)) with
    { Told = 1 };

    /// <summary>Notifications of which most are late, some of them learned late.</summary>
    private static ReferentHistory Make()
    {
        var position = 0L;
        List<RecordedFact> facts =
        [
            Recorded(
                new ReferentRegistered(
                    LegalForm.PrivateLimitedCompany, Sector.J, SizeBand.From10To49, new DateOnly(2014, 5, 1),
                    "Noorderlicht Software B.V."),
                -400, -400),
            Recorded(new RecognitionGranted(Purpose.Labour), -390, -390),
        ];
        for (var number = 0; number < 14; number++)
        {
            var day = -150 + (number * 10);
            var notified = DateOnly.FromDateTime(Noon.AddDays(day).Date);
            facts.Add(Recorded(
                new DutyNotified(
                    Duty.NotifyEmploymentEnded, notified.AddDays(number % 2 == 0 ? -10 : -60), notified),
                day, day + (number == 6 ? 40 : 0)));
        }

        facts.Add(Recorded(
            new SignalReceived("s-1", SignalOrigin.LabourInspectorate, Reliability.A, SignalTopic.Underpayment), -20,
            -20));
        facts.Add(Recorded(
            new FinanceObserved(
                FinanceKind.TaxArrears, FinanceState.Present, DateOnly.FromDateTime(Noon.AddDays(-12).Date)),
            -12, -10));
        facts.Add(Recorded(
            new CheckPlanned("c-1", Channel.Random, 0.025m, CheckKind.Desk), -5, -5));
        return new ReferentHistory(
            Id,
            [
                .. facts.OrderBy(fact => fact.RecordedAt)
                    .Select(fact => fact with { Position = new LogPosition(3, ++position) }),
            ],
            []);
    }

    private static RecordedFact Recorded(Fact fact, int happened, int learned) => new(
        default, new EventKey("urn:example", $"{fact.GetType().Name}-{happened}"), Noon.AddDays(happened),
        Noon.AddDays(learned), fact);
}
