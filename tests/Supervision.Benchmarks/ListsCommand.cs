using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql;

namespace Supervision.Benchmarks;

/// <summary><c>lists</c>: flushes a population, then times first and later pages of the list of referents.</summary>
internal static class ListsCommand
{
    private const int Repeats = 50;
    private const int PageSize = 50;

    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var referents = new Option<int>("--referents") { DefaultValueFactory = _ => 50_000 };
        var command = new Command("lists", "Times pages and searches of the list of referents.") { referents };
        command.SetAction((parse, cancellation) => Run(parse.GetValue(referents), cancellation));
        return command;
    }

    private static async Task<int> Run(int referents, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-benchmark-").FullName;
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
                .AddSingleton(TimeProvider.System)
                .AddSupervisionSql(options => options.DataFolder = folder)
                .BuildServiceProvider();
            var store = services.GetRequiredService<IReferentStore>();
            foreach (var round in (int[])[1, 2])
            {
                var start = Stopwatch.GetTimestamp();
                foreach (var slice in Population(referents, round).Chunk(StoreLimits.FlushMax))
                    await store.Flush(slice, cancellation);
                Print($"flush {round} of {referents:N0}: {referents / Seconds(start):N0} referents/s");
            }

            var views = services.GetRequiredService<IReferentViews>();
            foreach (var (name, query) in Queries())
                await Time(views, name, query, cancellation);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Time(
        IReferentViews views, string name, ReferentQuery query, CancellationToken cancellation)
    {
        var times = new List<double>();
        var rows = 0;
        for (var i = 0; i < Repeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            rows = (await views.List(query, cancellation)).Items.Length;
            times.Add(Seconds(start) * 1_000);
        }

        times.Sort();
        Print($"{name,-28} {rows,3} rows  p50 {times[Repeats / 2]:N2} ms  max {times[^1]:N2} ms");
    }

    private static IEnumerable<(string Name, ReferentQuery Query)> Queries()
    {
        var first = new ReferentQuery(
            null, null, null, null, null, null, ReferentSort.PointsDescending, null, PageSize);
        yield return ("points", first);
        yield return ("points, later page", first with { Cursor = new ReferentCursor(40, "kvk:99025000") });
        yield return ("id", first with { Sort = ReferentSort.Id });
        yield return ("changed", first with { Sort = ReferentSort.ChangedDescending });
        yield return ("level high, points", first with { Level = RiskLevel.High });
        yield return ("level high, changed",
            first with { Level = RiskLevel.High, Sort = ReferentSort.ChangedDescending });
        yield return ("rare sector", first with { Sector = Sector.B });
        yield return ("no such sector", first with { Sector = Sector.U });
        yield return ("exchange, withdrawn", first with
        {
            Purpose = Purpose.Exchange,
            Status = RecognitionStatus.Withdrawn,
        });
        yield return ("search, one hit", first with { Search = "kvk:99012345" });
        yield return ("search, 1 in 50", first with { Search = "logistiek 7" });
        yield return ("search, everyone", first with { Search = "kvk" });
        yield return ("search, no one", first with { Search = "nobody" });
        yield return ("search, two letters, no one", first with { Search = "qz" });
    }

    private static IEnumerable<ReferentFlush> Population(int count, int round)
    {
        string[] kinds = ["Holding", "Logistiek", "Onderzoek", "Diensten", "Techniek", "Zorg"];
        var chance = new Random(round);
        for (var i = 0; i < count; i++)
        {
            var id = ReferentId.Parse(string.Create(CultureInfo.InvariantCulture, $"kvk:99{i:000000}"));
            yield return new ReferentFlush(
                id,
                i % 16,
                new ReferentSnapshot(round, new byte[1_500]),
                new RegisterRow(
                    string.Create(CultureInfo.InvariantCulture, $"Van Dam {kinds[i % 6]} {i % 97} B.V."),
                    i % 500 == 0 ? Sector.B : Sector.J, SizeBand.From10To49, LegalForm.PrivateLimitedCompany,
                    new DateOnly(2001, 1, 1), RecognitionStatus.Recognised, RecognitionStatus.None,
                    RecognitionStatus.None, RecognitionStatus.None),
                new RiskRow(
                    chance.Next(50) == 0 ? RiskLevel.High : RiskLevel.Low, chance.Next(100), 20, "hash",
                    Monday.AddDays(round), Monday.AddMinutes(-chance.Next(100_000)), new DateOnly(2026, 4, 1)),
                [], [], []);
        }
    }

    private static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;

    private static void Print(FormattableString line) =>
        Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
