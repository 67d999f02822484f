using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;
using Supervision.Sql;

namespace Supervision.Benchmarks;

/// <summary><c>log</c>: appends to the log beside raw inserts of the same rows, in turns.</summary>
internal static class LogCommand
{
    public const int PartitionCount = 16;
    private const int Subjects = 10_000;

    public static Command Create()
    {
        var events = new Option<int>("--events") { DefaultValueFactory = _ => 200_000, Description = "a round" };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => 1_000 };
        var callers = new Option<int>("--callers") { DefaultValueFactory = _ => 4, Description = "calls at once" };
        var database = new Option<string?>("--database")
        {
            Description = "a PostgreSQL server on which databases may be created; without it, SQLite",
        };
        var lanes = new Option<int>("--lanes") { DefaultValueFactory = _ => 2, Description = "connections that write" };
        var command = new Command("log", "Appends to the log beside raw inserts of the same rows.")
        {
            events, rounds, batch, callers, database, lanes,
        };
        command.SetAction((parse, cancellation) => parse.GetValue(database) is { } server
            ? PostgresLogRun.Run(
                server, parse.GetValue(lanes), parse.GetValue(events), parse.GetValue(rounds), parse.GetValue(batch),
                parse.GetValue(callers), cancellation)
            : Run(
                parse.GetValue(events), parse.GetValue(rounds), parse.GetValue(batch), parse.GetValue(callers),
                cancellation));
        return command;
    }

    private static async Task<int> Run(
        int events, int rounds, int batch, int callers, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-benchmark-").FullName;
        try
        {
            using var raw = new RawAppends(folder, PartitionCount);
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
                .AddSingleton(TimeProvider.System)
                .AddSupervisionSql(options => options.DataFolder = folder)
                .BuildServiceProvider();
            var log = services.GetRequiredService<IEventLog>();
            var (rawSeconds, logSeconds) = (0.0, 0.0);
            for (var round = 0; round < rounds; round++)
            {
                var batches = Batches(round, events, batch).ToList();
                var rawTime = Measure(() => batches.ForEach(raw.Append));
                var logTime = await Measure(() => Append(log, batches, callers, cancellation));
                rawSeconds += rawTime;
                logSeconds += logTime;
                Print($"round {round + 1}: raw {events / rawTime:N0}/s, log {events / logTime:N0}/s");
            }

            var total = (double)events * rounds;
            Print($"all: raw {total / rawSeconds:N0}/s, log {total / logSeconds:N0}/s");
            Print($"ratio {rawSeconds / logSeconds:N2} with batches of {batch:N0} and {callers} callers");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task Append(
        IEventLog log, List<IReadOnlyList<NewEvent>> batches, int callers, CancellationToken cancellation)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                for (var i = Interlocked.Increment(ref next); i < batches.Count; i = Interlocked.Increment(ref next))
                    await log.Append(batches[i], cancellation);
            },
            cancellation)));
    }

    public static IEnumerable<IReadOnlyList<NewEvent>> Batches(int round, int events, int batch)
    {
        var chance = new Random(round);
        for (var done = 0; done < events; done += batch)
        {
            yield return [.. Enumerable.Range(done, Math.Min(batch, events - done))
                .Select(i => One(chance, $"{round:00}-{chance.NextInt64():x16}-{i:x8}"))];
        }
    }

    private static NewEvent One(Random chance, string id)
    {
        var subject = string.Create(CultureInfo.InvariantCulture, $"kvk:99{chance.Next(Subjects):000000}");
        var padding = new string('x', 160);
        var data = Encoding.UTF8.GetBytes(
            $$"""{"applicationId":"{{chance.NextInt64():x16}}{{padding}}","criterion":"age-30-plus","headCount":1,"""
            + $$"""  "purpose":"labour","salaryPerMonthCents":{{chance.Next(900_000)}},"startOn":"2026-04-01"}""");
        return new NewEvent(
            subject,
            Partitions.Of(subject, PartitionCount),
            new EventKey("urn:example:register", id),
            "supervision.application.submitted.v1",
            new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddSeconds(chance.Next(1_000_000)),
            data,
            SHA256.HashData(data));
    }

    private static double Measure(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static async Task<double> Measure(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public static void Print(FormattableString line) =>
        Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
