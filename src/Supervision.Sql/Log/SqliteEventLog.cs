using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Supervision.Log;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Log;

/// <summary>The log in one SQLite file. Offsets are in commit order because one thread writes.</summary>
internal sealed class SqliteEventLog(SupervisionDatabase database) : IEventLog
{
    private const int WalkPage = 2_000;

    public int PartitionCount => database.PartitionCount;

    public async Task<ImmutableArray<AppendOutcome>> Append(
        IReadOnlyList<NewEvent> events, CancellationToken cancellation)
    {
        LogLimits.CheckAppend(events, PartitionCount);
        if (events.Count == 0)
            return [];
        return await database.Writer.Write(
            WriteQueue.Appends,
            events.Count,
            session => database.Appender.Append(session, events),
            cancellation);
    }

    public async Task<ImmutableArray<AppendOutcome>> AppendFacts(
        string subject, long expectedVersion, IReadOnlyList<NewEvent> facts, CancellationToken cancellation)
    {
        LogLimits.CheckFacts(facts, PartitionCount);
        if (facts.Count == 0)
            return [];
        var (outcomes, conflict) = await database.Writer.Write(
            WriteQueue.Appends,
            facts.Count,
            session => database.Appender.AppendFacts(session, subject, expectedVersion, facts),
            cancellation);
        return conflict is null ? outcomes : throw conflict;
    }

    public Task<ImmutableArray<LoggedEvent>> ReadPartition(
        int partition, long afterOffset, int limit, CancellationToken cancellation)
    {
        LogLimits.CheckPage(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)partition, (uint)PartitionCount);
        return database.Readers.Read(
            session => database.Rows.Partition(session, partition, afterOffset, limit), cancellation);
    }

    public Task<ImmutableArray<LoggedEvent>> ReadSubject(
        string subject, long afterOffset, int limit, CancellationToken cancellation)
    {
        LogLimits.CheckPage(limit);
        return database.Readers.Read(
            session => database.Rows.Subject(session, subject, afterOffset, limit), cancellation);
    }

    public Task<ImmutableArray<LoggedEvent>> ReadRelated(
        string subject, IReadOnlyCollection<EventKey> keys, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, LogLimits.RelatedKeysMax, nameof(keys));
        return database.Readers.Read(session => database.Rows.Related(session, subject, keys), cancellation);
    }

    public Task<ImmutableArray<LogHead>> Heads(CancellationToken cancellation) =>
        Task.FromResult(database.Heads.All);

    public Task CheckWritable(CancellationToken cancellation) =>
        database.Writer.Write(
            WriteQueue.Appends,
            1,
            session => session.Prepared(
                "INSERT INTO log_setting (name, value) VALUES ('probe', 1) "
                + "ON CONFLICT (name) DO UPDATE SET value = value % 1000000 + 1").Execute(),
            cancellation);

    public async IAsyncEnumerable<LogProof> Verify([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            var (head, last) = await End(partition, cancellation);
            var walk = new ChainWalk(partition);
            while (await Walk(walk, partition, last, cancellation))
            {
            }

            yield return walk.End(head);
        }
    }

    public Task WaitBeyond(int partition, long offset, CancellationToken cancellation) =>
        database.Heads.WaitBeyond(partition, offset, cancellation);

    public long KnownEnd(int partition) => database.Heads.End(partition);

    private Task<bool> Walk(ChainWalk walk, int partition, long last, CancellationToken cancellation) =>
        database.Readers.Read(
            session => database.Rows.Walk(session, walk, partition, last, WalkPage), cancellation);

    /// <summary>What the log has as the end of a partition, and the last row really there, at one moment.</summary>
    private Task<(LogHead Head, long Last)> End(int partition, CancellationToken cancellation) =>
        database.Readers.Read(
            session =>
            {
                session.Execute("BEGIN");
                var head = LogHeads.Read(session).Find(head => head.Head.Partition == partition).Head;
                var select = session
                    .Prepared("SELECT max(position) FROM event_log WHERE position > ?1 AND position <= ?2")
                    .Bind(1, LogRow.After(partition, 0))
                    .Bind(2, LogRow.Last(partition));
                select.Step();
                var last = select.LongOrNull(0) is { } number ? LogRow.Position(number).Offset : 0;
                select.Reset();
                session.Execute("COMMIT");
                return (head, last);
            },
            cancellation);
}
