using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;

namespace Supervision.Benchmarks.Chaos;

/// <summary>
/// Clients that send small batches at a pace and send each again until it is acknowledged. A referent's events come
/// from one client, one batch after the other, so that their order on the log is known.
/// </summary>
internal sealed class ChaosLoad
{
    private const int BatchMax = 20;
    private static readonly TimeSpan BehindMax = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AnswerMax = TimeSpan.FromSeconds(20);

    private readonly Queue<byte[]>[] _queues;
    private readonly TimeSpan _pace;
    private readonly ConcurrentBag<IReadOnlyList<Acknowledged>> _acknowledged = [];
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private long _unavailable;
    private long _batches;
    private long _slowestTicks;

    public ChaosLoad(ChaosPlan plan)
    {
        var total = (int)(plan.EventsPerSecond * plan.Duration.TotalSeconds);
        _pace = TimeSpan.FromSeconds((double)BatchMax * plan.Clients / plan.EventsPerSecond);
        _queues = ChaosEvents.Of(plan.Seed, plan.Referents, total, plan.Clients);
        Total = _queues.Sum(queue => queue.Count);
    }

    public int Total { get; }

    /// <summary>Answers 503 so far.</summary>
    public long Unavailable => Interlocked.Read(ref _unavailable);

    /// <summary>What went wrong otherwise, and was sent again; by kind.</summary>
    public IReadOnlyDictionary<string, int> Failures => _failures;

    /// <summary>From the first try of a batch to its acknowledgement, at most.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(Interlocked.Read(ref _slowestTicks));

    public long Batches => Interlocked.Read(ref _batches);

    /// <summary>Every acknowledged event, those of one referent in the order in which they were sent.</summary>
    public IEnumerable<Acknowledged> Acknowledged => _acknowledged.SelectMany(client => client);

    /// <summary>Sends everything, unless it is stopped before; ends when the last event is acknowledged.</summary>
    public Task Send(Uri gateway, CancellationToken stop = default) => Task.WhenAll(
        _queues.Select(queue => Task.Run(() => Send(gateway, queue, stop), CancellationToken.None)));

    private async Task Send(Uri gateway, Queue<byte[]> queue, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = gateway, Timeout = AnswerMax };
        var mine = new List<Acknowledged>(queue.Count);
        var due = Stopwatch.GetTimestamp();
        while (queue.Count > 0 && !stop.IsCancellationRequested)
        {
            var batch = new List<byte[]>(BatchMax);
            while (batch.Count < BatchMax && queue.TryDequeue(out var next))
                batch.Add(next);

            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, CancellationToken.None);
            else if (wait < -BehindMax)
                due = Stopwatch.GetTimestamp();

            var began = Stopwatch.GetTimestamp();
            while (!await TrySend(client, batch, mine) && !stop.IsCancellationRequested)
            {
                // Sent again after the pause that the answer asked for.
            }

            Interlocked.Increment(ref _batches);
            Note(Stopwatch.GetElapsedTime(began));
            due += (long)(_pace.TotalSeconds * Stopwatch.Frequency);
        }

        _acknowledged.Add(mine);
    }

    private async Task<bool> TrySend(HttpClient client, List<byte[]> batch, List<Acknowledged> mine)
    {
        var pause = TimeSpan.FromMilliseconds(200);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events") { Content = BodyOf(batch) };
            using var answer = await client.SendAsync(request);
            if (answer.StatusCode == HttpStatusCode.Accepted)
            {
                Chaos.Acknowledged.Read(await answer.Content.ReadAsStringAsync(), batch, mine);
                return true;
            }

            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter?.Delta is { } asked)
            {
                Interlocked.Increment(ref _unavailable);
                pause = asked;
            }
            else
            {
                Count($"status {(int)answer.StatusCode}");
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or IOException)
        {
            Count(broken.GetType().Name);
        }

        await Task.Delay(pause);
        return false;
    }

    private static ByteArrayContent BodyOf(List<byte[]> batch)
    {
        var body = new MemoryStream();
        body.WriteByte((byte)'[');
        for (var index = 0; index < batch.Count; index++)
        {
            if (index > 0)
                body.WriteByte((byte)',');
            body.Write(batch[index]);
        }

        body.WriteByte((byte)']');
        var content = new ByteArrayContent(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
        return content;
    }

    private void Count(string kind) => _failures.AddOrUpdate(kind, 1, (_, count) => count + 1);

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
