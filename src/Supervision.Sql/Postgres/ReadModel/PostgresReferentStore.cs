using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Sql.Log;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>What the grains keep beside the log, on a server that several processes write to.</summary>
internal sealed class PostgresReferentStore(PostgresDatabase database, PostgresChangeSignal signal)
    : IReferentStore, IFoldedStore, IDisposable
{
    private const string SelectSnapshot = "SELECT last_offset, as_of, state FROM referent_snapshot WHERE referent = $1";

    private const string SelectSnapshots =
        "SELECT last_offset, as_of, state, referent FROM referent_snapshot WHERE referent = ANY($1)";

    private const string SelectCheckpoint = "SELECT last_offset FROM checkpoint WHERE partition = $1";

    private const string SaveCheckpointSql =
        """
        INSERT INTO checkpoint AS stored (partition, last_offset) VALUES ($1, $2)
        ON CONFLICT (partition) DO UPDATE SET last_offset = excluded.last_offset
        WHERE stored.last_offset < excluded.last_offset
        """;

    private const string SelectDue =
        """
        SELECT referent FROM referent_risk WHERE partition = $1 AND due_on <= $2
        ORDER BY partition, due_on, referent LIMIT $3
        """;

    // Looked for once a day and at a start: a walk over the partition, not an index that every flush would keep.
    private const string SelectOfOtherModel =
        """
        SELECT referent FROM referent_risk
        WHERE partition = $1 AND (due_on IS NULL OR due_on > $2) AND model IS DISTINCT FROM $4
        ORDER BY referent LIMIT $3
        """;

    // Looked for when a shadow begins and once a day: a walk, as for a change of model.
    private const string SelectKnown =
        """
        SELECT referent FROM referent_risk WHERE partition = $1 AND referent > $2 ORDER BY referent LIMIT $3
        """;

    private const string SelectOutbox =
        """
        SELECT referent, position, rule, at, payload, held_because, number FROM outbox
        WHERE partition = $1 AND done = 0 AND number > $3 ORDER BY number LIMIT $2
        """;

    private const string UpdateDone =
        "UPDATE outbox SET done = $4, payload = '', held_because = NULL "
        + "WHERE referent = $1 AND position = $2 AND rule = $3 AND done = 0";

    private const string UpdateHeld =
        "UPDATE outbox SET held_because = $4 WHERE referent = $1 AND position = $2 AND rule = $3 AND done = 0";

    private const string DeleteDone =
        """
        DELETE FROM outbox WHERE number IN (
            SELECT number FROM outbox WHERE partition = $1 AND done > 0 AND done < $2 ORDER BY done LIMIT $3)
        """;

    // Deleted and not truncated: a role that serves needs no more rights for it, and a reader meanwhile is not held up.
    private const string ClearAll =
        """
        WITH risk AS (DELETE FROM referent_risk),
            register AS (DELETE FROM referent_register),
            snapshot AS (DELETE FROM referent_snapshot),
            quarantined AS (DELETE FROM quarantine)
        INSERT INTO checkpoint (partition, last_offset) SELECT * FROM unnest($1, $2)
        ON CONFLICT (partition) DO UPDATE SET last_offset = excluded.last_offset
        """;

    private readonly FlushTransaction _flush = new(database.Names.Models, database.Keys);

    private readonly FlushTurns _turns = new(database.Options.Postgres.FlushesAtOnce, database.Time);

    public Task<ReferentSnapshot?> Load(ReferentId referent, CancellationToken cancellation) =>
        database.Run(
            async (connection, stop) => (await connection.Command(SelectSnapshot).With(referent.ToString()).All(
                row => SnapshotOf(referent.ToString(), row), stop)).FirstOrDefault(),
            cancellation);

    public Task<IReadOnlyDictionary<ReferentId, ReferentSnapshot>> LoadAll(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation)
    {
        StoreLimits.CheckLoad(referents);
        var wanted = referents.Select(referent => referent.ToString()).ToArray();
        return database.Run<IReadOnlyDictionary<ReferentId, ReferentSnapshot>>(
            async (connection, stop) => (await connection.Command(SelectSnapshots).With(wanted).All(
                row => (Id: row.Text(3), Snapshot: SnapshotOf(row.Text(3), row)), stop))
                .ToDictionary(found => ReferentId.Parse(found.Id), found => found.Snapshot),
            cancellation);
    }

    public async Task<ImmutableArray<ReferentId>> Flush(
        IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation)
    {
        StoreLimits.CheckSlice(slice);
        if (slice.Count == 0)
            return [];

        var (sequence, lost) = await _turns.Run(
            () => database.Run((connection, stop) => _flush.Run(connection, slice, stop), cancellation), cancellation);
        signal.Publish(sequence);
        return lost;
    }

    public Task<long> Checkpoint(int partition, CancellationToken cancellation) =>
        database.Run(
            async (connection, stop) => (await connection.Command(SelectCheckpoint).With(partition)
                .All(row => row.Long(0), stop)).FirstOrDefault(),
            cancellation);

    public Task SaveCheckpoint(int partition, long offset, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)partition, (uint)database.PartitionCount);
        return database.Run(
            (connection, stop) => connection.Command(SaveCheckpointSql).With(partition).With(offset).Execute(stop),
            cancellation);
    }

    public Task<ImmutableArray<ReferentId>> Due(
        int partition, DateOnly today, string? modelHash, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Run(
            async (connection, stop) =>
            {
                var due = await connection.Command(SelectDue).With(partition).With(today.DayNumber).With(limit)
                    .All(row => ReferentId.Parse(row.Text(0)), stop);
                if (due.Length == limit)
                    return due;

                // A hash that no row has yet has no number either, and 0 is no one's.
                var model = modelHash is null
                    ? (int?)null
                    : (await database.Names.Models.Find(connection, [modelHash], stop)).GetValueOrDefault(modelHash);
                return due.AddRange(await connection.Command(SelectOfOtherModel)
                    .With(partition).With(today.DayNumber).With(limit - due.Length).With(model)
                    .All(row => ReferentId.Parse(row.Text(0)), stop));
            },
            cancellation);
    }

    public Task<ImmutableArray<ReferentId>> Known(
        int partition, ReferentId? after, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Run(
            (connection, stop) => connection.Command(SelectKnown)
                .With(partition).With(after?.ToString() ?? "").With(limit)
                .All(row => ReferentId.Parse(row.Text(0)), stop),
            cancellation);
    }

    public Task<ImmutableArray<OutboxItem>> Outbox(
        int partition, long afterNumber, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Run(
            (connection, stop) => connection.Command(SelectOutbox).With(partition).With(limit).With(afterNumber)
                .All(row => OutboxRows.Opened(RowReading.Item(row), database.Keys), stop),
            cancellation);
    }

    public Task Done(OutboxItem item, DateTimeOffset at, CancellationToken cancellation) =>
        Update(UpdateDone, item, at.UtcTicks, cancellation);

    public Task Hold(OutboxItem item, string because, CancellationToken cancellation) =>
        Update(UpdateHeld, item, because, cancellation);

    public Task<int> ForgetDone(
        int partition, DateTimeOffset doneBefore, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Run(
            (connection, stop) => connection.Command(DeleteDone)
                .With(partition).With(doneBefore.UtcTicks).With(limit).Execute(stop),
            cancellation);
    }

    public Task Clear(IReadOnlyList<LogHead> ends, CancellationToken cancellation) =>
        database.Run(
            (connection, stop) => connection.Command(ClearAll)
                .With(ends.Select(end => end.Partition).ToArray())
                .With(ends.Select(end => end.Offset).ToArray())
                .Execute(stop),
            cancellation);

    public void Dispose() => _turns.Dispose();

    private Task<int> Update<T>(string sql, OutboxItem item, T value, CancellationToken cancellation) =>
        database.Run(
            (connection, stop) => connection.Command(sql)
                .With(item.Referent.ToString()).With(LogRow.Number(item.Position)).With(item.Rule).With(value)
                .Execute(stop),
            cancellation);

    private ReferentSnapshot SnapshotOf(string referent, PostgresRow row) =>
        new(row.Long(0), database.Keys.Open(PayloadKind.Snapshot, referent, row.Bytes(2)))
        {
            AsOf = LogRow.Time(row.Long(1)),
        };
}
