using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Supervision.Benchmarks.Load;

/// <summary>Events from socket to applied risk, as NDJSON over several connections, beside raw appends.</summary>
internal static class BulkLoad
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(200);

    public static async Task<int> Run(int referents, long events, int connections, long seed)
    {
        Console.WriteLine($"Bulk: {events:N0} events, {referents:N0} referents, {connections} connections.");
        using var files = EventFiles.Write(referents, events, connections, seed);
        Console.WriteLine($"  {files.Bytes / (double)files.Events:0} bytes an event");

        var raw = RawBaseline.Run(files);
        Console.WriteLine($"  raw appends by one writer: {Rate(files.Events, raw):N0} events/s");

        var data = Directory.CreateTempSubdirectory("supervision-bulk-");
        try
        {
            await using var server = await ServerProcess.Start("serve", data.FullName, "--model", "example");
            var before = server.ProcessorTime;
            var samples = await Drive(server.Address, files);
            Report(files.Events, samples, raw);
            var spent = (server.ProcessorTime - before).TotalMicroseconds / files.Events;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  processor time of the server: {spent:0.0} µs an event"));
            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    /// <summary>Sends all files and samples until everything is applied.</summary>
    private static async Task<List<(TimeSpan At, Overview Seen)>> Drive(Uri address, EventFiles files)
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

            await Task.Delay(SampleEvery);
        }

        await sending;
        return samples;
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

    private static void Report(long events, List<(TimeSpan At, Overview Seen)> samples, TimeSpan raw)
    {
        var accepted = samples.First(sample => sample.Seen.Accepted >= events).At;
        var applied = samples[^1].At;
        Console.WriteLine($"  accepted: {Rate(events, accepted):N0} events/s");
        Console.WriteLine($"  socket to applied risk: {Rate(events, applied):N0} events/s");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  ratio to raw appends: {raw / applied:0.00} (at least 0.4, aim 0.5)"));

        var tenth = events / 10;
        Console.WriteLine("  events/s by tenth: " + string.Join(' ', Enumerable.Range(1, 10).Select(number =>
            Rate(tenth, WhenApplied(samples, number * tenth) - WhenApplied(samples, (number - 1) * tenth))
                .ToString("0", CultureInfo.InvariantCulture))));
        var early = WhenApplied(samples, 2 * tenth) - WhenApplied(samples, tenth);
        var late = WhenApplied(samples, events) - WhenApplied(samples, events - tenth);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  last tenth against second tenth: {early / late:0.00} (at least 0.8)"));
    }

    /// <summary>When so many events were applied, by straight line between the samples around it.</summary>
    private static TimeSpan WhenApplied(List<(TimeSpan At, Overview Seen)> samples, long count)
    {
        var after = samples.FindIndex(sample => sample.Seen.Applied >= count);
        if (after == 0)
            return samples[0].At;

        var (from, to) = (samples[after - 1], samples[after]);
        var share = (count - from.Seen.Applied) / (double)(to.Seen.Applied - from.Seen.Applied);
        return from.At + ((to.At - from.At) * share);
    }

    private static double Rate(long events, TimeSpan duration) => events / duration.TotalSeconds;
}
