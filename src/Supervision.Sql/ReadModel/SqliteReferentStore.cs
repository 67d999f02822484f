using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Sql.Log;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.ReadModel;

/// <summary>What the grains keep beside the log, in the same file and by the same writer.</summary>
internal sealed class SqliteReferentStore(SupervisionDatabase database) : IReferentStore, IFoldedStore
{
    private const string SelectSnapshot = "SELECT offset, state, as_of FROM referent_snapshot WHERE referent = ?1";

    private const string SelectCheckpoint = "SELECT offset FROM checkpoint WHERE partition = ?1";

    private const string SaveCheckpointSql =
        """
        INSERT INTO checkpoint (partition, offset) VALUES (?1, ?2)
        ON CONFLICT (partition) DO UPDATE SET offset = excluded.offset WHERE offset < excluded.offset
        """;

    private const string SelectDue =
        """
        SELECT referent FROM referent_risk INDEXED BY referent_risk_due
        WHERE partition = ?1 AND due_on IS NOT NULL AND due_on <= ?2 ORDER BY due_on, referent LIMIT ?3
        """;

    // Looked for once a day and at a start: a walk over the narrow table, not an index that every flush would keep.
    private const string SelectOfOtherModel =
        """
        SELECT referent FROM referent_risk
        WHERE partition = ?1 AND (due_on IS NULL OR due_on > ?2)
          AND model IS NOT iif(?4 IS NULL, NULL, ifnull((SELECT number FROM risk_model WHERE name = ?4), 0))
        ORDER BY referent LIMIT ?3
        """;

    // Looked for when a shadow begins and once a day: a walk in the order of the index, as for a change of model.
    private const string SelectKnown =
        """
        SELECT referent FROM referent_risk INDEXED BY referent_risk_referent
        WHERE partition = ?1 AND referent > ?2 ORDER BY referent LIMIT ?3
        """;

    private const string SelectOutbox =
        """
        SELECT referent, position, rule, at, payload, held_because, number FROM outbox INDEXED BY outbox_open
        WHERE partition = ?1 AND done = 0 AND number > ?3 ORDER BY number LIMIT ?2
        """;

    private const string UpdateDone =
        "UPDATE outbox SET done = ?4, payload = '', held_because = NULL "
        + "WHERE referent = ?1 AND position = ?2 AND rule = ?3 AND done = 0";

    private const string UpdateHeld =
        "UPDATE outbox SET held_because = ?4 WHERE referent = ?1 AND position = ?2 AND rule = ?3 AND done = 0";

    private const string DeleteDone =
        """
        DELETE FROM outbox WHERE number IN (
            SELECT number FROM outbox INDEXED BY outbox_done
            WHERE partition = ?1 AND done > 0 AND done < ?2 ORDER BY done LIMIT ?3)
        """;

    private static readonly ImmutableArray<string> ClearAll =
    [
        "DELETE FROM referent_risk", "DELETE FROM referent_register",
        "INSERT INTO referent_text (referent_text) VALUES ('delete-all')", "DELETE FROM referent_snapshot",
        "DELETE FROM quarantine", "DELETE FROM checkpoint",
    ];

    public Task<ReferentSnapshot?> Load(ReferentId referent, CancellationToken cancellation) =>
        database.Readers.Read(session => Load(session, referent), cancellation);

    public Task<IReadOnlyDictionary<ReferentId, ReferentSnapshot>> LoadAll(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation)
    {
        StoreLimits.CheckLoad(referents);
        return database.Readers.Read<IReadOnlyDictionary<ReferentId, ReferentSnapshot>>(
            session =>
            {
                var snapshots = new Dictionary<ReferentId, ReferentSnapshot>();
                foreach (var referent in referents)
                {
                    if (Load(session, referent) is { } snapshot)
                        snapshots[referent] = snapshot;
                }

                return snapshots;
            },
            cancellation);
    }

    public async Task<ImmutableArray<ReferentId>> Flush(
        IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation)
    {
        StoreLimits.CheckSlice(slice);
        if (slice.Count == 0)
            return [];
        var (sequence, lost) = await database.Writer.Write(
            WriteQueue.Flushes, slice.Count, session => database.Flushes.Write(session, slice), cancellation);
        database.Changes.Publish(sequence);
        return lost;
    }

    public Task<long> Checkpoint(int partition, CancellationToken cancellation) =>
        database.Readers.Read(
            session =>
            {
                var select = session.Prepared(SelectCheckpoint).Bind(1, partition);
                if (!select.Step())
                    return 0;
                var offset = select.Long(0);
                select.Reset();
                return offset;
            },
            cancellation);

    public Task SaveCheckpoint(int partition, long offset, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)partition, (uint)database.PartitionCount);
        return Write(
            session => session.Prepared(SaveCheckpointSql).Bind(1, partition).Bind(2, offset), cancellation);
    }

    public Task<ImmutableArray<ReferentId>> Due(
        int partition, DateOnly today, string? modelHash, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Readers.Read(
            session =>
            {
                var due = session.Prepared(SelectDue)
                    .Bind(1, partition).Bind(2, today.DayNumber).Bind(3, limit)
                    .All(row => ReferentId.Parse(row.Text(0)));
                return due.Length == limit
                    ? due
                    : due.AddRange(session.Prepared(SelectOfOtherModel)
                        .Bind(1, partition).Bind(2, today.DayNumber).Bind(3, limit - due.Length).Bind(4, modelHash)
                        .All(row => ReferentId.Parse(row.Text(0))));
            },
            cancellation);
    }

    public Task<ImmutableArray<ReferentId>> Known(
        int partition, ReferentId? after, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Readers.Read(
            session => session.Prepared(SelectKnown)
                .Bind(1, partition).Bind(2, after?.ToString() ?? "").Bind(3, limit)
                .All(row => ReferentId.Parse(row.Text(0))),
            cancellation);
    }

    public Task<ImmutableArray<OutboxItem>> Outbox(
        int partition, long afterNumber, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return database.Readers.Read(
            session => session.Prepared(SelectOutbox).Bind(1, partition).Bind(2, limit).Bind(3, afterNumber)
                .All(row => OutboxRows.Opened(RowReading.Item(row), database.Keys)),
            cancellation);
    }

    public Task Done(OutboxItem item, DateTimeOffset at, CancellationToken cancellation) =>
        Write(session => BindKey(session.Prepared(UpdateDone), item).Bind(4, at.UtcTicks), cancellation);

    public Task Hold(OutboxItem item, string because, CancellationToken cancellation) =>
        Write(session => BindKey(session.Prepared(UpdateHeld), item).Bind(4, because), cancellation);

    public Task<int> ForgetDone(
        int partition, DateTimeOffset doneBefore, int limit, CancellationToken cancellation)
    {
        StoreLimits.CheckPage(limit);
        return Write(
            session => session.Prepared(DeleteDone).Bind(1, partition).Bind(2, doneBefore.UtcTicks).Bind(3, limit),
            cancellation);
    }

    public Task Clear(IReadOnlyList<LogHead> ends, CancellationToken cancellation) =>
        database.Writer.Write(
            WriteQueue.Flushes,
            StoreLimits.FlushMax,
            session =>
            {
                foreach (var clear in ClearAll)
                    session.Prepared(clear).Execute();
                foreach (var end in ends)
                    session.Prepared(SaveCheckpointSql).Bind(1, end.Partition).Bind(2, end.Offset).Execute();
                return ends.Count;
            },
            cancellation);

    private static Statement BindKey(Statement statement, OutboxItem item) =>
        statement
            .Bind(1, item.Referent.ToString())
            .Bind(2, LogRow.Number(item.Position))
            .Bind(3, item.Rule);

    private Task<int> Write(Func<Session, Statement> statement, CancellationToken cancellation) =>
        database.Writer.Write(WriteQueue.Flushes, 1, session => statement(session).Execute(), cancellation);

    private ReferentSnapshot? Load(Session session, ReferentId referent)
    {
        var select = session.Prepared(SelectSnapshot).Bind(1, referent.ToString());
        if (!select.Step())
            return null;
        var snapshot = new ReferentSnapshot(
            select.Long(0),
            database.Keys.Open(PayloadKind.Snapshot, referent.ToString(), select.BlobInPlace(1)))
        {
            AsOf = LogRow.Time(select.Long(2)),
        };
        select.Reset();
        return snapshot;
    }
}
