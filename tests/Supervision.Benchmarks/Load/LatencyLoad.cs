using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Supervision.Benchmarks.Databases;
using Supervision.Populations;

namespace Supervision.Benchmarks.Load;

/// <summary>
/// At a steady rate: how long until an event is acknowledged, how long until a question about its referent shows it,
/// and how long any question about a referent takes meanwhile; beside it a question that touches nothing, which tells
/// what the machine itself costs at that load.
/// </summary>
internal static class LatencyLoad
{
    private const int Referents = 10_000;
    private const int ReadersPerSecond = 200;
    private const int BarePerSecond = 50;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <param name="warm">
    /// How long the same load runs first, told apart: a server that just started still compiles its code.
    /// </param>
    /// <param name="streams">So many requests that go on and take turns; 0 for a request every time.</param>
    public static async Task<int> Run(
        int rate, int streams, TimeSpan warm, TimeSpan duration, long seed, int silos, MeasuredDatabases databases)
    {
        var batch = Math.Max(1, (int)(rate * Tick.TotalSeconds));
        Console.WriteLine($"Latency on {databases.Name}: {rate:N0} events/s, {batch} every "
            + $"{Tick.TotalMilliseconds:0} ms, {(streams > 0 ? $"over {streams} streams" : "a request each")}, "
            + $"{duration.TotalSeconds:0} s after {warm.TotalSeconds:0} s; "
            + $"{MachineLoad.Now}.");
        await using var data = await databases.Create();
        await using var server = await MeasuredServer.Start(data, silos);
        using var client = new HttpClient { BaseAddress = server.Address };
        // Whoever may have to judge a case is asked about first, each time; a supervisor only looks.
        using var supervisor = new HttpClient { BaseAddress = server.Address };
        supervisor.DefaultRequestHeaders.Add("X-Demo-User", "supervisor");
        await Warm(client, seed);
        var batches = Events(seed).Skip(Referents * 2).Chunk(batch).Select(LoadBatch.Of);
        var ofWarm = (int)(warm / Tick);
        if (ofWarm > 0)
            await Measure(server, client, supervisor, "at first", [.. batches.Take(ofWarm)], streams, seed);
        await Measure(
            server, client, supervisor, "after it", [.. batches.Skip(ofWarm).Take((int)(duration / Tick))], streams,
            seed);
        return 0;
    }

    private static async Task Measure(
        MeasuredServer server, HttpClient client, HttpClient supervisor, string when, LoadBatch[] batches, int streams,
        long seed)
    {
        var (accepted, visible) = (new Latencies(), new Latencies());
        var (asked, bare) = (new Latencies(), new Latencies());
        var (chance, subjects) = (new Random((int)seed), Subjects(seed));
        using var stop = new CancellationTokenSource();
        var asking = Task.WhenAll(
            Ask(
                supervisor, () => $"/v1/referents/{subjects[chance.Next(subjects.Length)]}/risk", ReadersPerSecond,
                asked, stop.Token),
            Ask(client, () => "/health/live", BarePerSecond, bare, stop.Token));
        var processor = server.ProcessorTime;
        if (streams > 0)
            await Stream(server.Address, supervisor, batches, streams, accepted, visible);
        else
            await Send(supervisor, batches, (_, batch) => Post(client, batch), accepted, visible);
        processor = server.ProcessorTime - processor;
        await stop.CancelAsync();
        await asking;
        Console.WriteLine($"  {when}: accepted   {accepted}");
        Console.WriteLine($"  {when}: visible    {visible}");
        Console.WriteLine($"  {when}: GET …/risk {asked}");
        Console.WriteLine($"  {when}: bare GET   {bare}");
        Console.WriteLine($"  {when}: {processor.TotalMicroseconds / batches.Sum(batch => batch.Count):0.0} µs of "
            + $"processor time of the server an event, questions with it; {MachineLoad.Now}");
    }

    /// <summary>Every referent gets its first events, so that grains are active and code is compiled.</summary>
    private static async Task Warm(HttpClient client, long seed)
    {
        var first = Events(seed).Take(Referents * 2).Chunk(1_000);
        foreach (var chunk in first)
            await Post(client, LoadBatch.Of(chunk));

        while (await Overview.Read(client) is var seen && seen.Applied < seen.Accepted)
            await Task.Delay(100);
    }

    private static async Task Stream(
        Uri address, HttpClient supervisor, LoadBatch[] batches, int streams, Latencies accepted, Latencies visible)
    {
        var connections = new List<EventConnection>();
        for (var number = 0; number < streams; number++)
        {
            var bytes = batches.Where((_, turn) => turn % streams == number).Sum(batch => (long)batch.Body.Length);
            connections.Add(await EventConnection.Open(address, bytes));
        }

        await Send(
            supervisor, batches, (number, batch) => connections[number % streams].Send(batch), accepted, visible);
        foreach (var connection in connections)
            await connection.DisposeAsync();
    }

    /// <param name="send">Sends a batch and gives the position of its last event, once it is acknowledged.</param>
    private static async Task Send(
        HttpClient supervisor, LoadBatch[] batches, Func<int, LoadBatch, Task<string>> send, Latencies accepted,
        Latencies visible)
    {
        var started = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        for (var number = 0; number < batches.Length; number++)
        {
            // An open loop: what is late does not make the next request wait, so a stall is measured, not hidden.
            var due = Tick * number;
            if (due > Stopwatch.GetElapsedTime(started))
                await Task.Delay(due - Stopwatch.GetElapsedTime(started));

            running.Add(One(supervisor, batches[number], number, send, accepted, visible));
        }

        await Task.WhenAll(running);
    }

    private static async Task One(
        HttpClient supervisor, LoadBatch batch, int number, Func<int, LoadBatch, Task<string>> send, Latencies accepted,
        Latencies visible)
    {
        var sent = Stopwatch.GetTimestamp();
        var position = await send(number, batch);
        accepted.Add(Stopwatch.GetElapsedTime(sent));

        using var answer = await supervisor.GetAsync(
            new Uri($"/v1/referents/{batch.LastSubject}/risk?atLeast={position}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        visible.Add(Stopwatch.GetElapsedTime(sent));
    }

    private static string[] Subjects(long seed) => [.. Events(seed).Take(Referents).Select(EventSubject.Of)];

    private static async Task Ask(
        HttpClient client, Func<string> path, int perSecond, Latencies latencies, CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        while (!stop.IsCancellationRequested)
        {
            var sent = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(path(), UriKind.Relative), CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            latencies.Add(Stopwatch.GetElapsedTime(sent));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Sends events and gives the position of the last.</summary>
    private static async Task<string> Post(HttpClient client, LoadBatch batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events");
        request.Content = new ByteArrayContent(batch.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var receipt = JsonDocument.Parse(lines[^2]);
        return receipt.RootElement.GetProperty("position").GetString()!;
    }

    private static IEnumerable<string> Events(long seed) =>
        Population.Create(new PopulationPlan
        {
            Seed = seed,
            Referents = Referents,
            Scenario = Scenario.Bulk,
            EventsPerReferent = 100,
        }).Events().Select(happened => Encoding.UTF8.GetString(happened.Json.Span));
}
