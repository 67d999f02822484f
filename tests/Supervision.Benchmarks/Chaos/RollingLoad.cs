using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Supervision.Benchmarks.Chaos;

/// <summary>
/// Clients that send single events and streams and ask for risk, lists and the overview, each request once. An answer
/// that is not the expected one, a connection that breaks and a risk that is older than a receipt are failures.
/// </summary>
internal sealed class RollingLoad(RollingPlan plan, Rotation rotation) : IDisposable
{
    private const int StreamMax = 20;
    private const int ToldMax = 50;

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentBag<IReadOnlyList<Acknowledged>> _acknowledged = [];
    private readonly ConcurrentDictionary<string, Acknowledged> _latest = new();
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private int _sent;
    private int _failed;
    private long _slowestTicks;
    private long _began;

    /// <summary>Every acknowledged event, those of one referent in the order in which they were sent.</summary>
    public IEnumerable<Acknowledged> Acknowledged => _acknowledged.SelectMany(client => client);

    /// <summary>Events sent.</summary>
    public int Sent => _sent;

    /// <summary>Answers as expected, by kind of request.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>Requests that failed.</summary>
    public int Failed => _failed;

    /// <summary>What went wrong, and when, of the first of them.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref _slowestTicks));

    public void Dispose() => _client.Dispose();

    public Task Run(CancellationToken stop)
    {
        _began = Stopwatch.GetTimestamp();
        var queues = ChaosEvents.Of(plan.Seed, plan.Referents, plan.EventsMax, plan.Writers);
        return Task.WhenAll(
        [
            .. queues.Select(queue => Task.Run(() => Write(queue, stop), CancellationToken.None)),
            .. Enumerable.Range(0, plan.Readers)
                .Select(number => Task.Run(() => Read(number, stop), CancellationToken.None)),
        ]);
    }

    private async Task Write(Queue<byte[]> queue, CancellationToken stop)
    {
        var mine = new List<Acknowledged>(queue.Count);
        for (var turn = 0; !stop.IsCancellationRequested && queue.Count >= StreamMax; turn++)
        {
            var events = Enumerable.Range(0, turn % 2 == 0 ? 1 : StreamMax).Select(_ => queue.Dequeue()).ToArray();
            Interlocked.Add(ref _sent, events.Length);
            var pause = Task.Delay(plan.Pace, CancellationToken.None);
            if (!await Post(events, mine))
                break; // What comes after it would be out of order.

            foreach (var one in mine[^events.Length..])
                _latest[one.Subject] = one;
            await pause;
        }

        _acknowledged.Add(mine);
    }

    private async Task<bool> Post(byte[][] events, List<Acknowledged> mine)
    {
        var isOne = events.Length == 1;
        using var body = new ByteArrayContent(isOne
            ? events[0]
            : [.. events.SelectMany(happened => (byte[])[.. happened, (byte)'\n'])]);
        body.Headers.ContentType = new MediaTypeHeaderValue(
            isOne ? "application/cloudevents+json" : "application/x-ndjson");
        return await Send(
            isOne ? "one event" : "stream", HttpMethod.Post, "/v1/events", body, HttpStatusCode.Accepted,
            answer => Chaos.Acknowledged.Read(answer, events, mine));
    }

    private async Task Read(int number, CancellationToken stop)
    {
        var chance = new Random(plan.Seed + number);
        for (var turn = 0; !stop.IsCancellationRequested; turn++)
        {
            var pause = Task.Delay(plan.Pace, CancellationToken.None);
            if (turn % 10 == 8)
                await Send("list", HttpMethod.Get, "/v1/referents?sort=-points", null, HttpStatusCode.OK, _ => { });
            else if (turn % 10 == 9)
                await Send("overview", HttpMethod.Get, "/v1/overview", null, HttpStatusCode.OK, _ => { });
            else if (_latest.Values.ToArray() is { Length: > 0 } known)
                await AskForRisk(known[chance.Next(known.Length)]);
            await pause;
        }
    }

    private Task<bool> AskForRisk(Acknowledged before) => Send(
        "risk", HttpMethod.Get, $"/v1/referents/{before.Subject}/risk", null, HttpStatusCode.OK,
        answer =>
        {
            using var risk = JsonDocument.Parse(answer);
            var position = risk.RootElement.GetProperty("position").GetString()!;
            if (OffsetOf(position) < OffsetOf(before.Position))
                throw new InvalidOperationException($"the risk is of {position}, before the receipt {before.Position}");
        });

    private async Task<bool> Send(
        string kind, HttpMethod method, string path, HttpContent? body, HttpStatusCode expected, Action<string> look)
    {
        var gateway = rotation.Next();
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(gateway, path)) { Content = body };
            using var answer = await _client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != expected)
                throw new InvalidOperationException($"status {(int)answer.StatusCode}: {text}");

            look(text);
            _answers.AddOrUpdate(kind, 1, (_, count) => count + 1);
            return true;
        }
        catch (Exception failure)
        {
            // Every kind of failure counts; the run tells them all at its end.
            if (Interlocked.Increment(ref _failed) <= ToldMax)
                _failures.Enqueue(Told(kind, gateway, began, failure));
            return false;
        }
        finally
        {
            Note(Stopwatch.GetElapsedTime(began));
        }
    }

    private string Told(string kind, Uri gateway, long began, Exception failure) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Stopwatch.GetElapsedTime(_began).TotalSeconds:0.0} s, {kind} at {gateway} after "
        + $"{Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: {failure.GetType().Name} {failure.Message} "
        + $"{failure.InnerException?.Message}");

    private static long OffsetOf(string position) =>
        long.Parse(position.Split('-')[1], CultureInfo.InvariantCulture);

    private void Note(TimeSpan took)
    {
        long seen;
        while ((seen = Interlocked.Read(ref _slowestTicks)) < took.Ticks
            && Interlocked.CompareExchange(ref _slowestTicks, took.Ticks, seen) != seen)
        {
            // Someone else noted a slower one meanwhile: look again.
        }
    }
}
