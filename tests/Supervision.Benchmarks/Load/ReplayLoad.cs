using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Supervision.Benchmarks.Databases;
using Supervision.Populations;

namespace Supervision.Benchmarks.Load;

/// <summary>
/// Live risk with a replay running and without, in turns within one run, while events stream in; how fast the replay
/// folds when it works; and the same fold in memory alone.
/// </summary>
internal static class ReplayLoad
{
    private const int Referents = 10_000;
    private const int EventsPerSecond = 1_000;
    private const int AskedPerSecond = 200;
    private const string Json = "application/json";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    public static async Task<int> Run(int events, TimeSpan turn, int turns, MeasuredDatabases databases)
    {
        Console.WriteLine($"Replay on {databases.Name}: {events:N0} events of {Referents:N0} referents, "
            + $"{turns} turns of {turn.TotalSeconds:0} s each way; {MachineLoad.Now}.");
        await using var data = await databases.Create();
        using var files = EventFiles.Write(Referents, events, 8, seed: 1);
        await using var server = await MeasuredServer.Start(data);
        var live = await BulkDrive.Run(server.Address, files, TimeSpan.FromMilliseconds(200));
        Console.WriteLine($"  live          {live.AppliedRate:N0} events/s from socket to applied risk");
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("X-Demo-User", "model-owner");
        using var asker = new HttpClient { BaseAddress = server.Address };
        var (without, with) = (new Latencies(), new Latencies());
        var fresh = After(events).GetEnumerator();
        await Turn(asker, fresh, turn, new Latencies()); // Code is compiled and grains are active.
        for (var count = 0; count < turns; count++)
        {
            await Turn(asker, fresh, turn, without);
            var (id, before) = await Start(client);
            var spent = server.ProcessorTime;
            await Turn(asker, fresh, turn, with);
            await Report(client, id, before, server.ProcessorTime - spent, turn);
        }

        Console.WriteLine($"  GET …/risk without a replay  {without}");
        Console.WriteLine($"  GET …/risk with a replay     {with}");
        Console.WriteLine($"  fold in memory alone         {FoldCommand.Pure(2_000):N0} events/s of processor time");
        Console.WriteLine($"  {MachineLoad.Now}");
        return 0;
    }

    /// <summary>Starts one and waits until it folds.</summary>
    private static async Task<(string Id, Progress Before)> Start(HttpClient client)
    {
        using var body = new StringContent("""{"kind":"features-and-scores"}""", Encoding.UTF8, Json);
        using var answer = await client.PostAsync(new Uri("/v1/replays", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        var id = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
        while (true)
        {
            if (await Read(client, id) is { Events: > 0 } progress)
                return (id, progress);

            await Task.Delay(50);
        }
    }

    private static async Task Report(
        HttpClient client, string id, Progress before, TimeSpan spent, TimeSpan turn)
    {
        var after = await Read(client, id);
        var (events, busy) = (after.Events - before.Events, after.Busy - before.Busy);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  replay        {events:N0} events, {events / busy:N0}/s while it works, "
            + $"{events / turn.TotalSeconds:N0}/s by the clock; it works {busy / turn.TotalSeconds:P0} of the time, "
            + $"the server takes {spent.TotalSeconds / turn.TotalSeconds:P0} of a core; {after.State}"));
        using var nothing = new StringContent("");
        using var cancelled = await client.PostAsync(
            new Uri($"/v1/replays/{id}/cancel", UriKind.Relative), nothing);
    }

    private static async Task<Progress> Read(HttpClient client, string id)
    {
        var replay = JsonElement.Parse(await client.GetStringAsync(new Uri($"/v1/replays/{id}", UriKind.Relative)));
        var progress = replay.GetProperty("progress");
        return new Progress(
            replay.GetProperty("state").GetString()!, progress.GetProperty("events").GetInt64(),
            progress.GetProperty("busySeconds").GetDouble());
    }

    private static async Task Turn(HttpClient client, IEnumerator<string> fresh, TimeSpan turn, Latencies asked)
    {
        using var stop = new CancellationTokenSource();
        var asking = Ask(client, asked, stop.Token);
        await Send(client, fresh, turn);
        await stop.CancelAsync();
        await asking;
    }

    private static async Task Send(HttpClient client, IEnumerator<string> fresh, TimeSpan turn)
    {
        var started = Stopwatch.GetTimestamp();
        var running = new List<Task>();
        for (var number = 0; Tick * number < turn; number++)
        {
            // An open loop: what is late delays nothing else.
            var due = Tick * number;
            if (due > Stopwatch.GetElapsedTime(started))
                await Task.Delay(due - Stopwatch.GetElapsedTime(started));

            var batch = new List<string>();
            while (batch.Count < EventsPerSecond * Tick.TotalSeconds && fresh.MoveNext())
                batch.Add(fresh.Current);
            running.Add(Post(client, string.Join('\n', batch)));
        }

        await Task.WhenAll(running);
    }

    private static async Task Post(HttpClient client, string lines)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.PostAsync(new Uri("/v1/events", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task Ask(HttpClient client, Latencies asked, CancellationToken stop)
    {
        var chance = new Random(1);
        var subjects = After(0).Take(Referents).Select(EventSubject.Of).ToArray();
        var (started, running) = (Stopwatch.GetTimestamp(), new List<Task>());
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            var due = TimeSpan.FromSeconds(number / (double)AskedPerSecond);
            if (due > Stopwatch.GetElapsedTime(started))
                await Task.Delay(due - Stopwatch.GetElapsedTime(started), CancellationToken.None);
            running.Add(One(client, subjects[chance.Next(subjects.Length)], asked));
        }

        await Task.WhenAll(running);
    }

    private static async Task One(HttpClient client, string subject, Latencies asked)
    {
        var sent = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri($"/v1/referents/{subject}/risk", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        asked.Add(Stopwatch.GetElapsedTime(sent));
    }

    /// <summary>The same population further on: its events are numbered, so none was sent before.</summary>
    private static IEnumerable<string> After(int events) => Population.Create(new PopulationPlan
    {
        Seed = 1,
        Referents = Referents,
        Scenario = Scenario.Bulk,
        EventsPerReferent = (events / Referents) + 100,
    }).Events().Skip(events).Select(happened => Encoding.UTF8.GetString(happened.Json.Span));

    private sealed record Progress(string State, long Events, double Busy);
}
