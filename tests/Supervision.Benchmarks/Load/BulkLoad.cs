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
        var (samples, processor) = await Measure(plan, data, files);
        var after = await Raw(files, databases, plan.Lanes);
        var (first, second) = (before.Elapsed / samples.Applied, after.Elapsed / samples.Applied);
        Console.WriteLine($"  ratio to raw appends: {(first + second) / 2:0.00} ({first:0.00} by the first, "
            + $"{second:0.00} by the second; at least 0.4 on SQLite and 0.5 on PostgreSQL)");
        Console.WriteLine("  processor time of raw appends against all of the measured run: "
            + $"{(before.AllProcessor + after.AllProcessor) / 2 / processor:0.00}");
        return 0;
    }

    private static async Task<(BulkSamples Samples, TimeSpan Processor)> Measure(
        BulkPlan plan, MeasuredData data, EventFiles files)
    {
        await using var server = await MeasuredServer.Start(data, plan.Silos);
        var (ours, databases) = (server.ProcessorTime, await data.ProcessorTime());
        var samples = await BulkDrive.Run(server.Address, files, SampleEvery);
        (ours, databases) = (server.ProcessorTime - ours, await data.ProcessorTime() - databases);
        Console.WriteLine($"  accepted: {samples.AcceptedRate:N0} events/s");
        Console.WriteLine($"  socket to applied risk: {samples.AppliedRate:N0} events/s ({MachineLoad.Now})");
        var tenths = samples.Tenths;
        Console.WriteLine($"  events/s by tenth: {string.Join(' ', tenths.Select(rate => $"{rate:0}"))}");
        Console.WriteLine($"  on the log and not yet applied, at each tenth: "
            + $"{string.Join(' ', samples.Behind.Select(count => $"{count:0}"))}");
        Console.WriteLine($"  last tenth against second tenth: {tenths[^1] / tenths[1]:0.00} (at least 0.8)");
        Console.WriteLine($"  processor time an event: {Cost(ours, databases, files)}; "
            + $"memory {server.Memory >> 20:N0} MiB");
        return (samples, ours + (databases ?? TimeSpan.Zero));
    }

    private static async Task<RawCost> Raw(EventFiles files, MeasuredDatabases databases, int lanes)
    {
        var cost = await RawBaseline.Run(files, databases, lanes);
        Console.WriteLine($"  raw appends by {(databases.IsPostgres ? lanes : 1)} connections: "
            + $"{files.Events / cost.Elapsed.TotalSeconds:N0} events/s, "
            + $"{Cost(cost.Processor, cost.DatabaseProcessor, files)} ({MachineLoad.Now})");
        return cost;
    }

    private static string Cost(TimeSpan ours, TimeSpan? databases, EventFiles files) =>
        $"{ours.TotalMicroseconds / files.Events:0.0} µs"
        + (databases is { } more ? $" and {more.TotalMicroseconds / files.Events:0.0} µs of PostgreSQL" : "");
}
