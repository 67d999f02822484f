using Npgsql;
using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Sql.Log;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>Writes what referents have to tell: items of the outbox, quarantined events, changes of level.</summary>
internal static class TellWriting
{
    private const string InsertOutbox =
        """
        INSERT INTO outbox (referent, position, rule, partition, at, payload, held_because, done)
        SELECT given.*, 0 FROM unnest($1, $2, $3, $4, $5, $6, $7) AS given ON CONFLICT DO NOTHING
        """;

    private const string InsertQuarantine =
        """
        INSERT INTO quarantine (position, referent, source, id, type, code, at)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
        """;

    // The last statement of its transaction: it locks the head, and only the commit is left to do. No one else can
    // store changes of these referents meanwhile, whose snapshots are locked, so that the look for known ones is exact.
    private const string InsertChanges =
        $"""
        WITH fresh AS MATERIALIZED (
            SELECT given.*, row_number() OVER (ORDER BY given.place) AS number
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY AS given
                (referent, position, at, from_level, to_level, points, model, cause_source, cause_id, place)
            WHERE (
                SELECT true FROM risk_change stored
                WHERE stored.referent = given.referent AND stored.position = given.position AND stored.at = given.at)
                IS NULL),
        head AS (
            UPDATE risk_change_head SET sequence = sequence + (SELECT count(*) FROM fresh)
            WHERE EXISTS (SELECT FROM fresh)
            RETURNING sequence - (SELECT count(*) FROM fresh) AS before),
        added AS (
            INSERT INTO risk_change (sequence, referent, position, at, from_level, to_level, points, model,
                cause_source, cause_id)
            SELECT head.before + fresh.number, referent, position, at, from_level, to_level, points, model,
                cause_source, cause_id
            FROM fresh, head ORDER BY fresh.number
            RETURNING sequence)
        SELECT last, pg_notify('{PostgresChangeSignal.Channel}', last::text)
        FROM (SELECT max(sequence) AS last FROM added) AS told WHERE last IS NOT NULL
        """;

    public static NpgsqlBatchCommand Outbox(IReadOnlyList<OutboxItem> items, KeyRing keys) =>
        new NpgsqlBatchCommand(InsertOutbox)
            .With(items.Select(item => item.Referent.ToString()).ToArray())
            .With(items.Select(item => LogRow.Number(item.Position)).ToArray())
            .With(items.Select(item => item.Rule).ToArray())
            .With(items.Select(item => item.Position.Partition).ToArray())
            .With(items.Select(item => item.At.UtcTicks).ToArray())
            .With(items.Select(item => keys.SealText(
                PayloadKind.Outbox, OutboxRows.Name(item), item.Payload)).ToArray())
            .With(items.Select(item => item.HeldBecause).ToArray());

    public static NpgsqlBatchCommand Quarantine(IReadOnlyList<QuarantinedEvent> items) =>
        new NpgsqlBatchCommand(InsertQuarantine)
            .With(items.Select(item => LogRow.Number(item.Position)).ToArray())
            .With(items.Select(item => item.Referent.ToString()).ToArray())
            .With(items.Select(item => item.Key.Source).ToArray())
            .With(items.Select(item => item.Key.EventId).ToArray())
            .With(items.Select(item => item.Type).ToArray())
            .With(items.Select(item => item.Code).ToArray())
            .With(items.Select(item => item.At.UtcTicks).ToArray());

    public static NpgsqlBatchCommand Changes(IReadOnlyList<RiskChange> changes, IReadOnlyList<int?> models) =>
        new NpgsqlBatchCommand(InsertChanges)
            .With(changes.Select(change => change.Referent.ToString()).ToArray())
            .With(changes.Select(change => LogRow.Number(change.Position)).ToArray())
            .With(changes.Select(change => change.At.UtcTicks).ToArray())
            .With(changes.Select(change => (short)change.From).ToArray())
            .With(changes.Select(change => (short)change.To).ToArray())
            .With(changes.Select(change => change.Points).ToArray())
            .With(models.ToArray())
            .With(changes.Select(change => change.Cause?.Source).ToArray())
            .With(changes.Select(change => change.Cause?.EventId).ToArray());
}
