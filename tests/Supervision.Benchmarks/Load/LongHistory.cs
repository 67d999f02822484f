using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Supervision.Benchmarks.Load;

/// <summary>One referent with a very long history against one with a short one, asked turn by turn.</summary>
internal static class LongHistory
{
    private const int Questions = 2_000;
    private const string Subject = "kvk:99000000";

    public static async Task<int> Run(long events, long seed)
    {
        Console.WriteLine($"Long history: one referent with {events:N0} events, one with 100.");
        var (longData, shortData) = (
            Directory.CreateTempSubdirectory("supervision-long-"),
            Directory.CreateTempSubdirectory("supervision-short-"));
        try
        {
            await using var longServer = await ServerWith(longData.FullName, events, seed);
            await using var shortServer = await ServerWith(shortData.FullName, 100, seed);
            var (longTimes, shortTimes) = (new Latencies(), new Latencies());
            using var longClient = new HttpClient { BaseAddress = longServer.Address };
            using var shortClient = new HttpClient { BaseAddress = shortServer.Address };
            for (var question = 0; question < Questions; question++)
            {
                await Ask(longClient, longTimes);
                await Ask(shortClient, shortTimes);
            }

            Console.WriteLine($"  {events:N0} events: {longTimes}");
            Console.WriteLine($"  100 events:     {shortTimes}");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  ratio of medians: {longTimes.Quantile(0.5) / shortTimes.Quantile(0.5):0.00}"));
            return 0;
        }
        finally
        {
            longData.Delete(recursive: true);
            shortData.Delete(recursive: true);
        }
    }

    private static async Task<ServerProcess> ServerWith(string data, long events, long seed)
    {
        using var files = EventFiles.Write(1, events, 1, seed);
        var server = await ServerProcess.Start("serve", data, "--model", "example");
        using var client = new HttpClient { BaseAddress = server.Address, Timeout = Timeout.InfiniteTimeSpan };
        await using var file = File.OpenRead(files.Paths[0]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/events") { Content = new StreamContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        request.Headers.Add("Prefer", "return=minimal");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        while (await Overview.Read(client) is var seen && (seen.Applied < seen.Accepted || seen.Accepted < events))
            await Task.Delay(100);

        return server;
    }

    private static async Task Ask(HttpClient client, Latencies times)
    {
        var sent = Stopwatch.GetTimestamp();
        await client.GetStringAsync(new Uri($"/v1/referents/{Subject}/risk", UriKind.Relative));
        times.Add(Stopwatch.GetElapsedTime(sent));
    }
}
