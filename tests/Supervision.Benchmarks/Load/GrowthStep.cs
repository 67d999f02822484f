using System.Diagnostics;
using Supervision.Benchmarks.Databases;
using Supervision.Populations;

namespace Supervision.Benchmarks.Load;

/// <summary>One size: fill it, look how large it became, start again on it, and ask.</summary>
internal sealed class GrowthStep(int referents, long events, long seed)
{
    private const int Connections = 8;
    private const int Asked = 500;
    private const int Pages = 300;
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(1);

    public async Task Run(MeasuredDatabases databases)
    {
        Console.WriteLine($"{referents:N0} referents, {events:N0} events:");
        await using var data = await databases.Create();
        using (var files = EventFiles.Write(referents, events, Connections, seed))
            await Fill(data, files);
        await Size(data);
        await StartAgain(data);
    }

    private static async Task Fill(MeasuredData data, EventFiles files)
    {
        await using var server = await ServerProcess.Start(
            "serve", data.Folder, ["--model", "example", .. data.Arguments]);
        var idle = server.Memory;
        var samples = await BulkDrive.Run(server.Address, files, SampleEvery);
        var tenths = samples.Tenths;
        Console.WriteLine($"  socket to applied risk: {samples.AppliedRate:N0} events/s; tenths "
            + $"{string.Join(' ', tenths.Select(rate => $"{rate:0}"))} ({MachineLoad.Now})");
        Console.WriteLine($"  memory of the server: {idle >> 20:N0} MiB empty, "
            + $"{server.Memory >> 20:N0} MiB with all active");
        var stopping = Stopwatch.GetTimestamp();
        var code = await server.Stop();
        // Not an end of the measurement: what a stop leaves undone, the next start has to do.
        Console.WriteLine($"  stop: {Stopwatch.GetElapsedTime(stopping).TotalSeconds:0.0} s, exit code {code}"
            + (code == 0 ? "" : ": IT DID NOT STOP AS IT SHOULD"));
    }

    private async Task Size(MeasuredData data)
    {
        var (bytes, largest) = await data.Size();
        Console.WriteLine($"  on disk: {bytes >> 20:N0} MiB, {bytes / (double)events:0} bytes an event in all");
        foreach (var (name, part) in largest)
            Console.WriteLine($"    {name}: {part >> 20:N0} MiB, {part / (double)events:0} bytes an event, "
                + $"{part / (double)referents:0} a referent");
    }

    private async Task StartAgain(MeasuredData data)
    {
        var started = Stopwatch.GetTimestamp();
        await using var server = await ServerProcess.Start(
            "serve", data.Folder, ["--model", "example", .. data.Arguments]);
        Console.WriteLine($"  start to ready: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");

        using var client = new HttpClient { BaseAddress = server.Address };
        var subjects = Subjects();
        await Ask(client, subjects[..20]); // Compiles what the questions need.
        Console.WriteLine($"  risk of a referent that is not active: {await Ask(client, subjects[20..])}");
        Console.WriteLine($"  risk of the same referents again: {await Ask(client, subjects[20..])}");
        foreach (var path in (string[])["/v1/referents", "/v1/referents?sort=-points&level=high"])
        {
            await Repeat(client, path, 20);
            Console.WriteLine($"  first page {path}: {await Repeat(client, path, Pages)}");
        }

        Console.WriteLine($"  memory after it: {server.Memory >> 20:N0} MiB ({MachineLoad.Now})");
    }

    /// <summary>Referents spread evenly over all.</summary>
    private string[] Subjects()
    {
        var step = Math.Max(1, referents / (Asked + 20));
        return [.. Population
            .Create(new PopulationPlan
            {
                Seed = seed, Referents = referents, Scenario = Scenario.Bulk, EventsPerReferent = 1,
            })
            .Events()
            .Where((_, index) => index % step == 0)
            .Take(Asked + 20)
            .Select(EventSubject.Of)];
    }

    private static async Task<Latencies> Ask(HttpClient client, string[] subjects)
    {
        var times = new Latencies();
        foreach (var subject in subjects)
            times.Add(await Time(client, $"/v1/referents/{subject}/risk"));
        return times;
    }

    private static async Task<Latencies> Repeat(HttpClient client, string path, int count)
    {
        var times = new Latencies();
        for (var number = 0; number < count; number++)
            times.Add(await Time(client, path));
        return times;
    }

    private static async Task<TimeSpan> Time(HttpClient client, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started);
    }
}
