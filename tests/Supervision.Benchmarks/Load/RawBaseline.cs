using System.Diagnostics;
using System.Text;
using Supervision.Benchmarks.Databases;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Benchmarks.Load;

/// <summary>
/// The same rows put straight into the same table with the same indexes, and nothing else: what disk and indexes allow.
/// On SQLite by one writer; on PostgreSQL by multi-row inserts over as many connections as the log writes with.
/// </summary>
internal static class RawBaseline
{
    private const int BatchSize = 1_000;

    /// <summary>Batches that are read before the clock runs for them.</summary>
    private const int BatchesAtOnce = 40;

    /// <summary>What the appends took; reading and checking the events is not counted.</summary>
    public static async Task<RawCost> Run(EventFiles files, MeasuredDatabases databases, int lanes)
    {
        await using var data = await databases.Create();
        if (data.ConnectionString is { } connection)
        {
            await using var postgres = await RawPostgresAppends.Open(connection, Partitions.CountDefault, lanes);
            return await Run(files, data, postgres.Append, postgres.Count);
        }

        using var sqlite = new RawAppends(data.Folder, Partitions.CountDefault);
        return await Run(files, data, Append, () => Task.FromResult(sqlite.Count()));

        Task Append(IReadOnlyList<IReadOnlyList<NewEvent>> batches)
        {
            foreach (var batch in batches)
                sqlite.Append(batch);
            return Task.CompletedTask;
        }
    }

    private static async Task<RawCost> Run(
        EventFiles files, MeasuredData data, Func<IReadOnlyList<IReadOnlyList<NewEvent>>, Task> append,
        Func<Task<long>> count)
    {
        var (spent, processor) = (TimeSpan.Zero, TimeSpan.Zero);
        var serverBefore = await data.ProcessorTime();
        foreach (var batches in Events(files).Chunk(BatchSize).Chunk(BatchesAtOnce))
        {
            var (started, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await append(batches);
            spent += Stopwatch.GetElapsedTime(started);
            processor += Environment.CpuUsage.TotalTime - before;
        }

        var server = await data.ProcessorTime() - serverBefore;
        return await count() == files.Events
            ? new RawCost(spent, processor, server)
            : throw new InvalidDataException("The baseline did not store every row.");
    }

    private static IEnumerable<NewEvent> Events(EventFiles files)
    {
        var reader = new CloudEventReader(EventLimits.Default, Partitions.CountDefault);
        var lines = files.Paths.Select(File.ReadLines).Select(file => file.GetEnumerator()).ToList();
        foreach (var line in TurnByTurn(lines))
        {
            yield return reader.Read(Encoding.UTF8.GetBytes(line), TimeProvider.System.GetUtcNow()).Event
                ?? throw new InvalidDataException("The simulator wrote an event that is refused.");
        }
    }

    /// <summary>The lines as the server gets them from its connections.</summary>
    private static IEnumerable<string> TurnByTurn(List<IEnumerator<string>> files)
    {
        while (files.Count > 0)
        {
            for (var index = files.Count - 1; index >= 0; index--)
            {
                if (files[index].MoveNext())
                    yield return files[index].Current;
                else
                    files.RemoveAt(index);
            }
        }
    }
}

/// <summary>What raw appends took: by the clock, of our processor time, and of the database server's.</summary>
internal sealed record RawCost(TimeSpan Elapsed, TimeSpan Processor, TimeSpan? DatabaseProcessor)
{
    public TimeSpan AllProcessor => Processor + (DatabaseProcessor ?? TimeSpan.Zero);
}
