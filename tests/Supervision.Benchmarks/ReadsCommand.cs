using System.CommandLine;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Benchmarks.Load;
using Supervision.Gateway;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Referents;
using Supervision.Log;
using Supervision.Populations;
using Supervision.Server;

namespace Supervision.Benchmarks;

/// <summary>
/// <c>reads</c>: what the record of a reading adds to <c>GET …/risk</c>. The whole server in this process, with a
/// second address for the same operation that says it reads no dossier; both are asked in turns. No server has one.
/// </summary>
internal static class ReadsCommand
{
    private const int Referents = 1_000;
    private const int EventsEach = 10;

    public static Command Create()
    {
        var reads = new Option<int>("--reads") { DefaultValueFactory = _ => 10_000, Description = "of each kind" };
        var callers = new Option<int[]>("--callers")
        {
            DefaultValueFactory = _ => [1, 16],
            AllowMultipleArgumentsPerToken = true,
            Description = "how many ask at once; each is a run",
        };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var command = new Command("reads", "Asks for risk with and without a record of it.") { reads, callers, rounds };
        command.SetAction((parse, cancellation) => Run(
            parse.GetValue(reads), parse.GetValue(callers)!, parse.GetValue(rounds), cancellation));
        return command;
    }

    private static async Task<int> Run(int reads, int[] callers, int rounds, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("supervision-benchmark-").FullName;
        try
        {
            await using var application = await Serve(Path.Combine(folder, "data"), cancellation);
            using var client = new HttpClient { BaseAddress = ServerRun.Address(application) };
            var subjects = await Fill(client);
            var log = application.Services.GetRequiredService<IEventLog>();
            await Ask(client, subjects, 2_000, 4); // Code is compiled and grains are active.
            foreach (var number in callers)
            {
                for (var round = 0; round < rounds; round++)
                    await Measure(client, log, subjects, reads, number, cancellation);
            }

            await application.StopAsync(cancellation);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(
        HttpClient client, IEventLog log, string[] subjects, int reads, int callers, CancellationToken cancellation)
    {
        var before = await Facts(log, cancellation);
        var (recorded, bare) = await Ask(client, subjects, reads, callers);
        var written = await Facts(log, cancellation) - before;
        if (written != recorded.Count)
            throw new InvalidOperationException($"{recorded.Count} readings left {written} records.");

        Console.WriteLine($"{callers} at once; {MachineLoad.Now}");
        Console.WriteLine($"  recorded      {recorded}");
        Console.WriteLine($"  not recorded  {bare}");
        LogCommand.Print($"  the record: p50 {Of(0.5):+0.00} ms, p99 {Of(0.99):+0.00} ms");

        double Of(double share) => recorded.Quantile(share) - bare.Quantile(share);
    }

    private static async Task<WebApplication> Serve(string data, CancellationToken cancellation)
    {
        const string urls = "http://127.0.0.1:0";
        const string limits = "Supervision:Limits";
        var application = SupervisionHost.Build(new ServerSettings(
            new DirectoryInfo(data), urls, "example", Clock: null, Quiet: true,
            Configuration: new Dictionary<string, string?>
            {
                [DemoAccess.Key] = "true",
                [$"{limits}:RequestsPerSecond"] = "1000000",
                [$"{limits}:RequestsBurst"] = "10000000",
            }));
        Delegate risk = ReferentEndpoints.Risk;
        application.MapGet("/v1/unrecorded/{id}/risk", risk).Describe(
            ReferentOperations.GetRisk with
            {
                Access = ReferentOperations.GetRisk.Access.Reading(DossierReading.None),
            });
        await ServerRun.Start(application, urls, cancellation);
        return application;
    }

    /// <summary>A population, applied; its referents.</summary>
    private static async Task<string[]> Fill(HttpClient client)
    {
        var events = Population.Create(new PopulationPlan
        {
            Seed = 1,
            Referents = Referents,
            Scenario = Scenario.Bulk,
            EventsPerReferent = EventsEach,
        }).Events().Take(Referents * EventsEach).Select(one => Encoding.UTF8.GetString(one.Json.Span)).ToArray();
        foreach (var chunk in events.Chunk(1_000))
        {
            using var content = new StringContent(string.Join('\n', chunk));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
            using var answer = await client.PostAsync(new Uri("/v1/events", UriKind.Relative), content);
            answer.EnsureSuccessStatusCode();
        }

        while (await Overview.Read(client) is var seen && seen.Applied < seen.Accepted)
            await Task.Delay(100);
        return [.. events.Select(EventSubject.Of).Distinct()];
    }

    /// <summary>Each caller asks one kind, then the other, so that whatever else happens happens to both.</summary>
    private static async Task<(Latencies Recorded, Latencies Bare)> Ask(
        HttpClient client, string[] subjects, int reads, int callers)
    {
        var (recorded, bare) = (new Latencies(), new Latencies());
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var number && number <= reads)
            {
                var subject = subjects[number % subjects.Length];
                await One(client, $"/v1/referents/{subject}/risk", recorded);
                await One(client, $"/v1/unrecorded/{subject}/risk", bare);
            }
        }));
        return (recorded, bare);
    }

    private static async Task One(HttpClient client, string path, Latencies times)
    {
        var sent = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        times.Add(Stopwatch.GetElapsedTime(sent));
    }

    private static async Task<long> Facts(IEventLog log, CancellationToken cancellation) =>
        (await log.Heads(cancellation)).Sum(head => head.Offset);
}
