using System.Globalization;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Sql.Tests.Referents;

/// <summary>What a referent's grain would hand to the store.</summary>
internal static class SampleFlushes
{
    public static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static ReferentId Id(int number) =>
        ReferentId.Parse(string.Create(CultureInfo.InvariantCulture, $"kvk:99{number:000000}"));

    public static ReferentFlush One(int number, long offset, int minutes = 0, int points = 10, byte state = 1)
    {
        var at = Monday.AddMinutes(minutes);
        return new ReferentFlush(
            Id(number), 1, new ReferentSnapshot(offset, new[] { state, (byte)offset }),
            new RegisterRow(
                null, null, null, null, null, RecognitionStatus.None, RecognitionStatus.None, RecognitionStatus.None,
                RecognitionStatus.None),
            new RiskRow(RiskLevel.Low, points, 5, "hash-1", at, Monday, null), [], [], []);
    }

    public static RiskChange Change(int number, long offset, int minutes = 0) => new(
        0, Id(number), new LogPosition(1, offset), Monday.AddMinutes(minutes), RiskLevel.Low, RiskLevel.High, 70,
        "hash-1", new EventKey("urn:example:register", "e" + offset.ToString(CultureInfo.InvariantCulture)));

    public static OutboxItem Item(int number, long offset, string rule = "open") =>
        new(Id(number), new LogPosition(1, offset), rule, Monday, """{"points":70}""");

    public static QuarantinedEvent Quarantined(long offset, int number = 1, string code = "stay-unknown") => new(
        new LogPosition(1, offset), new EventKey("urn:example:register", "q1"), "supervision.stay.ended.v1",
        code, Monday, Id(number));

    /// <summary>A population in which every filter has some and every order has ties.</summary>
    public static List<ReferentFlush> Population(int count, Random chance)
    {
        string[] first = ["Café", "ÉCOLE", "Noord", "Zuid", "Van der Berg", "O'Neill", "100% \"Groen\"", "ab"];
        string[] last = ["Holding", "Logistiek", "B.V.", "Onderzoek", "Łódź", "x"];
        return [.. Enumerable.Range(1, count).Select(number => new ReferentFlush(
            Id(number),
            number % 4,
            new ReferentSnapshot(chance.Next(1, 1_000), new byte[] { 1, 2, 3 }),
            new RegisterRow(
                Maybe(() => $"{first[chance.Next(first.Length)]}  {last[chance.Next(last.Length)]} {number % 10}"),
                MaybeOne<Sector>(), MaybeOne<SizeBand>(), MaybeOne<LegalForm>(),
                chance.Next(4) == 0 ? null : new DateOnly(1950, 1, 1).AddDays(chance.Next(25_000)),
                Status(), Status(), Status(), Status()),
            new RiskRow(
                (RiskLevel)chance.Next(5), chance.Next(-5, 12), chance.Next(100), Maybe(() => "hash-1"),
                Monday.AddMinutes(chance.Next(100)), Monday.AddDays(-chance.Next(20)),
                chance.Next(3) == 0 ? null : new DateOnly(2026, 3, 1).AddDays(chance.Next(30))),
            [], [], []))];

        RecognitionStatus Status() => chance.Next(2) == 0 ? RecognitionStatus.None : (RecognitionStatus)chance.Next(4);

        string? Maybe(Func<string> value) => chance.Next(5) == 0 ? null : value();

        TWord? MaybeOne<TWord>()
            where TWord : struct, Enum
        {
            var words = Enum.GetValues<TWord>();
            return chance.Next(5) == 0 ? null : words[chance.Next(words.Length)];
        }
    }
}
