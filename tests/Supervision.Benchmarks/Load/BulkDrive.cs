using System.Diagnostics;
using System.Net.Http.Headers;

namespace Supervision.Benchmarks.Load;

/// <summary>Sends event files as NDJSON, a connection each, and watches until every event is applied.</summary>
internal static class BulkDrive
{
    public static async Task<BulkSamples> Run(Uri address, EventFiles files, TimeSpan sampleEvery)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        var samples = new List<(TimeSpan, Overview)>();
        var started = Stopwatch.GetTimestamp();
        var sending = Task.WhenAll(files.Paths.Select(path => Task.Run(() => Send(client, path))));
        while (true)
        {
            var seen = await Overview.Read(client);
            samples.Add((Stopwatch.GetElapsedTime(started), seen));
            if (seen.Applied >= files.Events)
                break;
            if (sending.IsFaulted)
                await sending;

            // At the end a long pause would count as time of the server.
            await Task.Delay(sending.IsCompleted ? sampleEvery / 4 : sampleEvery);
        }

        await sending;
        return new BulkSamples(files.Events, samples);
    }

    private static async Task Send(HttpClient client, string path)
    {
        await using var file = File.OpenRead(path);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events") { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        request.Headers.Add("Prefer", "return=minimal");
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("{\"summary\"", StringComparison.Ordinal))
                throw new InvalidOperationException($"Not accepted: {line}");
        }
    }
}

/// <summary>How far the measured server was, from time to time.</summary>
internal sealed record BulkSamples(long Events, IReadOnlyList<(TimeSpan At, Overview Seen)> Samples)
{
    /// <summary>When everything was acknowledged.</summary>
    public TimeSpan Accepted => Samples.First(sample => sample.Seen.Accepted >= Events).At;

    /// <summary>When everything was applied.</summary>
    public TimeSpan Applied => Samples[^1].At;

    public double AcceptedRate => Events / Accepted.TotalSeconds;

    public double AppliedRate => Events / Applied.TotalSeconds;

    /// <summary>Applied events a second, in each tenth of the events.</summary>
    public IReadOnlyList<double> Tenths =>
        [.. Enumerable.Range(1, 10).Select(number => Events / 10
            / (WhenApplied(number * Events / 10) - WhenApplied((number - 1) * Events / 10)).TotalSeconds)];

    /// <summary>Accepted and not yet applied, when each tenth was applied.</summary>
    public IReadOnlyList<long> Behind =>
        [.. Enumerable.Range(1, 10)
            .Select(number => Samples.First(sample => sample.Seen.Applied >= number * Events / 10).Seen)
            .Select(seen => seen.Accepted - seen.Applied)];

    /// <summary>When so many events were applied, by straight line between the samples around it.</summary>
    private TimeSpan WhenApplied(long count)
    {
        var after = 0;
        while (Samples[after].Seen.Applied < count)
            after++;
        if (after == 0)
            return Samples[0].At;

        var (from, to) = (Samples[after - 1], Samples[after]);
        var share = (count - from.Seen.Applied) / (double)(to.Seen.Applied - from.Seen.Applied);
        return from.At + ((to.At - from.At) * share);
    }
}
