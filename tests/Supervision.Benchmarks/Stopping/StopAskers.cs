using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Supervision.Benchmarks.Stopping;

/// <summary>One answer to a question for live risk.</summary>
/// <param name="Hash">Of the model that gave the score; null when there was none.</param>
internal readonly record struct StopAnswer(long AskedAt, long ArrivedAt, string? Hash, string? Level, bool IsFailed);

/// <summary>Clients that ask for live risk without a pause, and note when each answer arrived.</summary>
internal sealed class StopAskers(IReadOnlyList<Uri> gateways, IReadOnlyList<string> referents, int perGateway)
{
    private readonly ConcurrentQueue<StopAnswer> _answers = new();

    /// <summary>Takes what arrived since this was asked last.</summary>
    public List<StopAnswer> Taken()
    {
        var taken = new List<StopAnswer>();
        while (_answers.TryDequeue(out var answer))
            taken.Add(answer);
        return taken;
    }

    public Task Ask(CancellationToken stop) => Task.WhenAll(gateways.SelectMany((gateway, one) =>
        Enumerable.Range(0, perGateway).Select(asker => Task.Run(
            () => Ask(gateway, (one * perGateway) + asker, stop), CancellationToken.None))));

    private async Task Ask(Uri gateway, int start, CancellationToken stop)
    {
        using var client = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(20) };
        for (var number = start; !stop.IsCancellationRequested; number++)
        {
            var path = new Uri($"/v1/referents/{referents[number % referents.Count]}/risk", UriKind.Relative);
            var askedAt = Stopwatch.GetTimestamp();
            try
            {
                using var answer = await client.GetAsync(path, CancellationToken.None);
                var body = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
                var arrivedAt = Stopwatch.GetTimestamp();
                if (!answer.IsSuccessStatusCode)
                {
                    _answers.Enqueue(new StopAnswer(askedAt, arrivedAt, null, null, IsFailed: true));
                    continue;
                }

                var risk = JsonElement.Parse(body);
                var model = risk.GetProperty("model");
                _answers.Enqueue(new StopAnswer(
                    askedAt, arrivedAt,
                    model.ValueKind == JsonValueKind.Null ? null : model.GetProperty("hash").GetString(),
                    risk.GetProperty("level").GetString(), IsFailed: false));
            }
            catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
            {
                _answers.Enqueue(new StopAnswer(askedAt, Stopwatch.GetTimestamp(), null, null, IsFailed: true));
            }
        }
    }
}
