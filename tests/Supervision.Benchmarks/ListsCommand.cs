using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Sql;

namespace Supervision.Benchmarks;

/// <summary><c>lists</c>: flushes a population, then times first and later pages of the list of referents.</summary>
internal static class ListsCommand
{
    private const int Repeats = 300;
    private const int PageSize = 50;
    private const int SliceSize = 250;

    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static Command Create()
    {
        var referents = new Option<int>("--referents") { DefaultValueFactory = _ => 50_000 };
        var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 1, Description = "flushes at once" };
        var database = new Option<string?>("--database")
        {
            Description = "an empty PostgreSQL database, as a connection string; SQLite when left out",
        };
        var command = new Command("lists", "Times flushes, pages and searches of the list of referents.")
        {
            referents, callers, database,
        };
        command.SetAction((parse, cancellation) => Run(
            parse.GetValue(referents), parse.GetValue(callers), parse.GetValue(database), cancellation));
        return command;
    }

    private static async Task<int> Run(
        int referents, int callers, string? database, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-benchmark-").FullName;
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
                .AddSingleton(TimeProvider.System)
                .AddSupervisionSql(options =>
                {
                    options.DataFolder = folder;
                    options.Database = database is null ? SqlDatabase.Sqlite : SqlDatabase.Postgres;
                    options.ConnectionString = database ?? "";
                })
                .BuildServiceProvider();
            var store = services.GetRequiredService<IReferentStore>();
            foreach (var (round, name) in ((int, string)[])[(1, "new"), (2, "all changed"), (3, "only later")])
            {
                var slices = Population(referents, round).Chunk(SliceSize).ToList();
                var start = Stopwatch.GetTimestamp();
                await Parallel.ForEachAsync(
                    slices,
                    new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = cancellation },
                    async (slice, stop) => await store.Flush(slice, stop));
                Print($"flush, {name,-12} {referents / Seconds(start),9:N0} referents/s, {callers} at once");
            }

            if (database is not null)
                await Analyze(database, cancellation);
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
        Print(
            $"{name,-28} {rows,3} rows  p50 {times[Repeats / 2],6:N2} ms  p99 {times[Repeats * 99 / 100],6:N2} ms");
    }

    /// <summary>The statistics of the planner, which the server brings up to date by itself after a minute.</summary>
    private static async Task Analyze(string database, CancellationToken cancellation)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var analyze = source.CreateCommand("ANALYZE");
        await analyze.ExecuteNonQueryAsync(cancellation);
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
        yield return ("search, a name and a number", first with { Search = "zorg kvk:99012" });
        yield return ("search, two letters, no one", first with { Search = "qz" });
    }

    private static IEnumerable<ReferentFlush> Population(int count, int round)
    {
        string[] kinds = ["Holding", "Logistiek", "Onderzoek", "Diensten", "Techniek", "Zorg"];
        // In the third round nothing has changed but how far the referent is.
        var chance = new Random(Math.Min(round, 2));
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
