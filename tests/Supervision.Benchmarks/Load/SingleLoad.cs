using System.Diagnostics;
using System.Globalization;
using System.Text;
using Supervision.Benchmarks.Databases;
using Supervision.Populations;

namespace Supervision.Benchmarks.Load;

/// <summary>One event a request, beside a bare endpoint with the same group commit, turn by turn.</summary>
internal static class SingleLoad
{
    private static readonly int[] ConnectionCounts = [1, 16, 64];

    public static async Task<int> Run(TimeSpan each, int turns, long seed, MeasuredDatabases databases)
    {
        Console.WriteLine($"Single events on {databases.Name}: {turns} turns of {each.TotalSeconds:0} s for each of "
            + $"the two servers; {MachineLoad.Now}.");
        await using var ours = await databases.Create();
        await using var bare = await databases.Create();
        await using var server = await MeasuredServer.Start(ours);
        await using var other = await BareServer.StartProcess(bare);
        using var requests = Requests(seed).GetEnumerator();
        foreach (var connections in ConnectionCounts)
        {
            var (ourRate, ourTimes, bareRate, bareTimes) = (0.0, new Latencies(), 0.0, new Latencies());
            for (var turn = 0; turn < turns; turn++)
            {
                bareRate += await Turn(other.Address, connections, each, requests, bareTimes);
                ourRate += await Turn(server.Address, connections, each, requests, ourTimes);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {connections,2} connections: ours {ourRate / turns,7:N0}/s {ourTimes}"));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"                  bare {bareRate / turns,7:N0}/s {bareTimes}; ratio {ourRate / bareRate:0.00}"));
        }

        Console.WriteLine($"  {MachineLoad.Now}");
        return 0;
    }

    private static async Task<double> Turn(
        Uri address, int connections, TimeSpan duration, IEnumerator<byte[]> requests, Latencies times)
    {
        var done = 0;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var connection = await RawConnection.Open(address);
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var request = Next(requests);
                var sent = Stopwatch.GetTimestamp();
                var status = await connection.Send(request);
                times.Add(Stopwatch.GetElapsedTime(sent));
                if (status != 202)
                    throw new InvalidOperationException($"Answered {status}.");

                Interlocked.Increment(ref done);
            }
        })));
        return done / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static byte[] Next(IEnumerator<byte[]> requests)
    {
        lock (requests)
            return requests.MoveNext() ? requests.Current : throw new InvalidOperationException("No more events.");
    }

    /// <summary>Whole requests, ready to be sent, each with another event.</summary>
    public static IEnumerable<byte[]> Requests(long seed)
    {
        var plan = new PopulationPlan
        {
            Seed = seed,
            Referents = 10_000,
            Scenario = Scenario.Bulk,
            EventsPerReferent = 1_000,
        };
        return Population.Create(plan).Events().Select(happened => Request(happened.Json.Span));
    }

    private static byte[] Request(ReadOnlySpan<byte> json)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST /v1/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/cloudevents+json\r\n"
            + $"Content-Length: {json.Length}\r\n\r\n");
        var request = new byte[head.Length + json.Length];
        head.CopyTo(request, 0);
        json.CopyTo(request.AsSpan(head.Length));
        return request;
    }
}
