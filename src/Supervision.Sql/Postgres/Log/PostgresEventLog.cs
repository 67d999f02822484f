using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Npgsql;
using Supervision.Log;
using Supervision.Sql.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>
/// The log on PostgreSQL, for as many processes as wish. Offsets are in commit order because a partition's head is
/// locked from before an offset is given until after the commit.
/// </summary>
internal sealed class PostgresEventLog : IEventLog, IDisposable, IAsyncDisposable
{
    private const int WalkPage = 2_000;

    private const string SelectHeads = "SELECT partition, last_offset, chain FROM log_head ORDER BY partition";

    // Changes nothing, and yet waits for the lock and the disk as an append does, with the rights that an append needs.
    private const string Probe = "UPDATE log_head SET recorded_at = recorded_at WHERE partition = 0";

    // One statement, so that head and last row are of one moment.
    private const string SelectEnd =
        """
        SELECT last_offset, chain, (SELECT max(position) FROM event_log WHERE position > $2 AND position <= $3)
        FROM log_head WHERE partition = $1
        """;

    private readonly PostgresDatabase _database;
    private readonly PostgresRows _rows;
    private readonly LogGrowth _growth;
    private readonly GrowthListener _listener;
    private readonly AppendQueue _queue;
    private readonly NpgsqlDataSource _appends;
    private readonly ImmutableArray<AppendLane> _lanes;
    private readonly Lock _closing = new();
    private Task? _closed;

    public PostgresEventLog(PostgresDatabase database, LogTail tail, ILogger<PostgresEventLog> logger)
    {
        _database = database;
        _rows = new PostgresRows(database.Names, database.Keys);
        _growth = new LogGrowth(database.PartitionCount);
        _listener = new GrowthListener(database, _growth, logger);
        _queue = new AppendQueue(database.Options.QueuedCallsMax, LogLimits.GroupMax);
        _appends = NpgsqlDataSource.Create(Described(database.Options));
        _lanes = [.. Enumerable.Range(0, database.Options.Postgres.WriteLanes)
            .Select(_ => new AppendLane(database, _appends, _queue, _growth, tail, logger))];
    }

    public int PartitionCount => _database.PartitionCount;

    public async Task<ImmutableArray<AppendOutcome>> Append(
        IReadOnlyList<NewEvent> events, CancellationToken cancellation)
    {
        LogLimits.CheckAppend(events, PartitionCount);
        return events.Count == 0 ? [] : await Write(events, null, 0, cancellation);
    }

    public async Task<ImmutableArray<AppendOutcome>> AppendFacts(
        string subject, long expectedVersion, IReadOnlyList<NewEvent> facts, CancellationToken cancellation)
    {
        LogLimits.CheckFacts(facts, PartitionCount);
        return facts.Count == 0 ? [] : await Write(facts, subject, expectedVersion, cancellation);
    }

    public Task<ImmutableArray<LoggedEvent>> ReadPartition(
        int partition, long afterOffset, int limit, CancellationToken cancellation)
    {
        LogLimits.CheckPage(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)partition, (uint)PartitionCount);
        return _database.Run(
            (connection, token) => _rows.Partition(connection, partition, afterOffset, limit, token), cancellation);
    }

    public Task<ImmutableArray<LoggedEvent>> ReadSubject(
        string subject, long afterOffset, int limit, CancellationToken cancellation)
    {
        LogLimits.CheckPage(limit);
        return _database.Run(
            (connection, token) => _rows.Subject(connection, subject, afterOffset, limit, token), cancellation);
    }

    public Task<ImmutableArray<LoggedEvent>> ReadRelated(
        string subject, IReadOnlyCollection<EventKey> keys, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, LogLimits.RelatedKeysMax, nameof(keys));
        return _database.Run(
            (connection, token) => _rows.Related(connection, subject, keys, token), cancellation);
    }

    public Task<ImmutableArray<LogHead>> Heads(CancellationToken cancellation) =>
        _database.Run(ReadHeads, cancellation);

    public Task CheckWritable(CancellationToken cancellation) => _database.Run(
        async (connection, token) =>
        {
            await using var probe = connection.CreateCommand();
            probe.CommandText = Probe;
            return await probe.ExecuteNonQueryAsync(token);
        },
        cancellation);

    public async IAsyncEnumerable<LogProof> Verify([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var partition = 0; partition < PartitionCount; partition++)
        {
            var at = partition;
            var (head, last) = await _database.Run(
                (connection, token) => ReadEnd(connection, at, token), cancellation);
            var walk = new ChainWalk(partition);
            while (await _database.Run(
                (connection, token) => _rows.Walk(connection, walk, at, last, WalkPage, token), cancellation))
            {
            }

            yield return walk.End(head);
        }
    }

    public Task WaitBeyond(int partition, long offset, CancellationToken cancellation) =>
        _growth.WaitBeyond(partition, offset, cancellation);

    public long KnownEnd(int partition) => _growth.End(partition);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>Takes no more, and stores what waits.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_closing)
            _closed ??= Task.Run(Close);
        await _closed;
    }

    /// <summary>
    /// A lane's connection: looks into the index and never through the table, and if this process stops for longer
    /// than an append takes, the server ends its transaction rather than let it hold the heads.
    /// </summary>
    internal static NpgsqlConnectionStringBuilder Described(SqlOptions options)
    {
        var described = PostgresDatabase.Described(
            options, "supervision-append", options.Postgres.WriteLanes);
        described.Pooling = false;
        var patience = ((int)options.Postgres.AbandonedAfter.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
        described.Options =
            $"{described.Options} -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off "
            + $"-c idle_in_transaction_session_timeout={patience}";
        return described;
    }

    private async Task Close()
    {
        _queue.Close();
        foreach (var lane in _lanes)
            await lane.DisposeAsync();
        await _listener.DisposeAsync();
        await _appends.DisposeAsync();
        _queue.Dispose();
    }

    private async Task<ImmutableArray<AppendOutcome>> Write(
        IReadOnlyList<NewEvent> events, string? subject, long expectedVersion, CancellationToken cancellation)
    {
        using var payloads = SealedPayloads.Of(events, _database.Keys);
        var call = new AppendCall(events, payloads, subject, expectedVersion);
        await _queue.Add(call, cancellation);
        return await call.Outcome(cancellation);
    }

    private static async Task<ImmutableArray<LogHead>> ReadHeads(
        NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var select = connection.CreateCommand();
        select.CommandText = SelectHeads;
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        var heads = ImmutableArray.CreateBuilder<LogHead>();
        while (await rows.ReadAsync(cancellation))
            heads.Add(new LogHead(rows.GetInt32(0), rows.GetInt64(1), [.. rows.GetFieldValue<byte[]>(2)]));
        return heads.DrainToImmutable();
    }

    private static async Task<(LogHead Head, long Last)> ReadEnd(
        NpgsqlConnection connection, int partition, CancellationToken cancellation)
    {
        await using var select = connection.CreateCommand();
        select.CommandText = SelectEnd;
        select.Parameters.Add(new NpgsqlParameter<int> { TypedValue = partition });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LogRow.After(partition, 0) });
        select.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LogRow.Last(partition) });
        await using var row = await select.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
            throw new InvalidDataException("A partition has no head.");

        return (
            new LogHead(partition, row.GetInt64(0), [.. row.GetFieldValue<byte[]>(1)]),
            row.IsDBNull(2) ? 0 : LogRow.Position(row.GetInt64(2)).Offset);
    }
}
