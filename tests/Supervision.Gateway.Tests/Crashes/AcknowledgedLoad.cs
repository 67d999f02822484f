using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Supervision.Benchmarks.Load;
using Supervision.Log;
using Supervision.Populations;

namespace Supervision.Gateway.Tests.Crashes;

/// <summary>
/// Clients that send the events of a population and remember every receipt that they read, also of requests that
/// broke off; what has no receipt is sent again.
/// </summary>
internal sealed class AcknowledgedLoad
{
    private const int BatchMax = 60;

    private readonly ConcurrentQueue<string>[] _queues;
    private readonly int _seed;
    private readonly ConcurrentDictionary<EventKey, (string Position, string Json)> _acknowledged = new();
    private readonly ConcurrentQueue<EventKey> _sinceLastAsked = new();
    private TaskCompletionSource _firstReceipt = new();
    private int _round;

    public AcknowledgedLoad(PopulationPlan plan, int clients, int seed)
    {
        _seed = seed;
        _queues = [.. Enumerable.Range(0, clients).Select(_ => new ConcurrentQueue<string>())];
        var number = 0;
        foreach (var happened in Population.Create(plan).Events())
            _queues[number++ % clients].Enqueue(Encoding.UTF8.GetString(happened.Json.Span));
    }

    public IReadOnlyDictionary<EventKey, (string Position, string Json)> Acknowledged => _acknowledged;

    public int Remaining => _queues.Sum(queue => queue.Count);

    /// <summary>Sends from all clients at once until the server is killed, so long after the first receipt.</summary>
    /// <remarks>A process just started spends its first second compiling; killing it then would show little.</remarks>
    public async Task UntilKilled(ServerProcess server, TimeSpan killAfter)
    {
        var round = Interlocked.Increment(ref _round);
        _firstReceipt = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        var clients = _queues.Select((queue, index) => Task.Run(
            () => Send(server.Address, queue, new Random(unchecked(_seed * 31 + (round * 100) + index)), stop.Token)));
        var sending = Task.WhenAll(clients);
        await Task.WhenAny(sending, _firstReceipt.Task);
        await Task.WhenAny(sending, Task.Delay(killAfter, CancellationToken.None));
        await server.Kill();
        await stop.CancelAsync();
        await sending;
    }

    /// <summary>Every event acknowledged since the last time, sent again, is a duplicate in the same place.</summary>
    public async Task AssertEveryAcknowledgedEventIsThere(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        var asked = _sinceLastAsked.Distinct().ToArray();
        _sinceLastAsked.Clear();
        foreach (var chunk in asked.Chunk(5_000))
        {
            var receipts = 0;
            await Post(client, chunk.Select(key => _acknowledged[key].Json), receipt =>
            {
                var key = new EventKey(Text(receipt, "source"), Text(receipt, "id"));
                Assert.Equal((key, "duplicate"), (key, Text(receipt, "status")));
                Assert.Equal((key, _acknowledged[key].Position), (key, Text(receipt, "position")));
                receipts++;
            });
            Assert.Equal(chunk.Length, receipts);
        }
    }

    private async Task Send(Uri address, ConcurrentQueue<string> queue, Random chance, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = address };
        while (!stop.IsCancellationRequested && !queue.IsEmpty)
        {
            var batch = new List<string>();
            for (var size = chance.Next(1, BatchMax); size > 0 && queue.TryDequeue(out var next); size--)
                batch.Add(next);

            var unanswered = new Dictionary<EventKey, string>();
            foreach (var json in batch)
                unanswered[KeyOf(json)] = json; // A population repeats some events on purpose.

            try
            {
                await Post(client, batch, receipt =>
                {
                    var key = new EventKey(Text(receipt, "source"), Text(receipt, "id"));
                    Assert.Contains(Text(receipt, "status"), new[] { "accepted", "duplicate" });
                    var position = Text(receipt, "position");
                    var first = _acknowledged.GetOrAdd(key, (position, unanswered[key]));
                    Assert.Equal((key, first.Position), (key, position));
                    _sinceLastAsked.Enqueue(key);
                    _firstReceipt.TrySetResult();
                });
                unanswered.Clear();
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                // Killed: what has no receipt goes back to be sent again.
                foreach (var (key, json) in unanswered)
                {
                    if (!_acknowledged.ContainsKey(key))
                        queue.Enqueue(json);
                }
            }
        }
    }

    private static async Task Post(HttpClient client, IEnumerable<string> events, Action<JsonElement> onReceipt)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events");
        request.Content = new StringContent(string.Join('\n', events));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(202, (int)answer.StatusCode);

        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { } line)
        {
            using var receipt = JsonDocument.Parse(line);
            if (!receipt.RootElement.TryGetProperty("summary", out _))
                onReceipt(receipt.RootElement);
        }
    }

    private static EventKey KeyOf(string json)
    {
        using var happened = JsonDocument.Parse(json);
        return new EventKey(Text(happened.RootElement, "source"), Text(happened.RootElement, "id"));
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;
}
