using System.Globalization;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Sql.Tests.Retention;

/// <summary>Invented dossiers with facts of long ago, which carry a word to search for, and facts of lately.</summary>
internal static class OldDossiers
{
    /// <summary>In every payload that is due.</summary>
    public const string Canary = "canary-7d20b";

    public const int DueEach = 10;

    public const int KeptEach = 5;

    public static readonly DateTimeOffset Now = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Old = new(2016, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static ReferentId Id(int number) =>
        ReferentId.Parse(string.Create(CultureInfo.InvariantCulture, $"kvk:99{number:000000}"));

    /// <summary>Ten facts that are due, and five that are not.</summary>
    /// <param name="name">Of the organisation; not due, and erased with all else on request.</param>
    public static IEnumerable<NewEvent> Of(int number, int partitionCount, string name = "Voorbeeld B.V.")
    {
        var item = string.Create(CultureInfo.InvariantCulture, $"{Canary}-{number}");
        (Fact Fact, DateTimeOffset At)[] facts =
        [
            (new ReferentRegistered(
                LegalForm.PrivateLimitedCompany, Sector.J, SizeBand.From10To49, new DateOnly(2014, 5, 19),
                name), Old),
            (new RecognitionGranted(Purpose.Labour), Old),
            .. Enumerable.Range(0, 3).SelectMany<int, (Fact, DateTimeOffset)>(i =>
            [
                (new ApplicationSubmitted($"{item}-a{i}", Purpose.Labour), Old.AddDays(i + 1)),
                (new ApplicationDecided($"{item}-a{i}", ApplicationOutcome.Refused, null, null), Old.AddDays(i + 20)),
            ]),
            (new StayStarted($"{item}-s", new DateOnly(2016, 4, 1)), Old.AddDays(31)),
            (new StayEnded($"{item}-s", new DateOnly(2017, 4, 1)), Old.AddDays(400)),
            (new SignalReceived(
                $"{item}-g", SignalOrigin.LabourInspectorate, Reliability.B, SignalTopic.Underpayment), Old.AddDays(5)),
            (new InformationRequested($"{item}-i", new DateOnly(2016, 6, 1)), Old.AddDays(6)),
            (new ApplicationSubmitted($"new-{number}", Purpose.Labour), Now.AddDays(-40)),
            (new ApplicationDecided($"new-{number}", ApplicationOutcome.Refused, null, null), Now.AddDays(-30)),
            (new StayStarted($"open-{number}", new DateOnly(2016, 5, 1)), Old.AddDays(61)),
        ];
        return facts.Select((one, i) => CanonicalEvent.Of(
            one.Fact,
            new EventKey("urn:example:register", string.Create(CultureInfo.InvariantCulture, $"{number}-{i}")),
            Id(number).ToString(), Partitions.Of(Id(number).ToString(), partitionCount), one.At));
    }
}
