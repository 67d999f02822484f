using Supervision.Benchmarks.Databases;

namespace Supervision.Benchmarks.Load;

/// <summary>What one run of <c>load bulk</c> sends.</summary>
/// <param name="Silos">0 for one process that does everything, else so many silos behind a gateway.</param>
/// <param name="Lanes">Connections of the baseline on PostgreSQL.</param>
internal sealed record BulkPlan(int Referents, long Events, int Connections, long Seed, int Silos, int Lanes);

/// <summary>
/// Events from socket to applied risk, as NDJSON over several connections, with raw appends of the same rows before and
/// after, because a neighbour on the machine may come or go meanwhile.
/// </summary>
internal static class BulkLoad
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(200);

    public static async Task<int> Run(BulkPlan plan, MeasuredDatabases databases)
    {
        Console.WriteLine($"Bulk on {databases.Name}: {plan.Events:N0} events, {plan.Referents:N0} referents, "
            + $"{plan.Connections} connections, "
            + (plan.Silos == 0 ? "one process." : $"a gateway and {plan.Silos} silos."));
        using var files = EventFiles.Write(plan.Referents, plan.Events, plan.Connections, plan.Seed);
        Console.WriteLine($"  {files.Bytes / (double)files.Events:0} bytes an event");

        var before = await Raw(files, databases, plan.Lanes);
        await using var data = await databases.Create();
        var samples = await Measure(plan, data, files);
        var after = await Raw(files, databases, plan.Lanes);
        Console.WriteLine($"  ratio to raw appends: {(before + after) / 2 / samples.Applied:0.00} "
            + $"({before / samples.Applied:0.00} by the first, {after / samples.Applied:0.00} by the second; "
            + "at least 0.4 on SQLite and 0.5 on PostgreSQL)");
        return 0;
    }

    private static async Task<BulkSamples> Measure(BulkPlan plan, MeasuredData data, EventFiles files)
    {
        await using var server = await MeasuredServer.Start(data, plan.Silos);
        var spentBefore = server.ProcessorTime;
        var samples = await BulkDrive.Run(server.Address, files, SampleEvery);
        var spent = (server.ProcessorTime - spentBefore).TotalMicroseconds / files.Events;
        Console.WriteLine($"  accepted: {samples.AcceptedRate:N0} events/s");
        Console.WriteLine($"  socket to applied risk: {samples.AppliedRate:N0} events/s ({MachineLoad.Now})");
        var tenths = samples.Tenths;
        Console.WriteLine($"  events/s by tenth: {string.Join(' ', tenths.Select(rate => $"{rate:0}"))}");
        Console.WriteLine($"  last tenth against second tenth: {tenths[^1] / tenths[1]:0.00} (at least 0.8)");
        Console.WriteLine($"  processor time of the server: {spent:0.0} µs an event; memory {server.Memory >> 20:N0} MiB");
        return samples;
    }

    private static async Task<TimeSpan> Raw(EventFiles files, MeasuredDatabases databases, int lanes)
    {
        var spent = await RawBaseline.Run(files, databases, lanes);
        Console.WriteLine($"  raw appends by {(databases.IsPostgres ? lanes : 1)} connections: "
            + $"{files.Events / spent.TotalSeconds:N0} events/s ({MachineLoad.Now})");
        return spent;
    }
}
