using System.Collections.Immutable;
using Supervision.Referents;
using Supervision.Sql.Encryption;
using Supervision.Sql.Log;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.ReadModel;

/// <summary>Writes what referents hand to the store, on the writer's thread.</summary>
internal sealed class FlushWriting(LogNameTables names, KeyRing keys)
{
    private const string SelectStored =
        "SELECT number, offset, as_of, activation FROM referent_snapshot WHERE referent = ?1";

    private const string InsertSnapshot =
        """
        INSERT INTO referent_snapshot (referent, offset, as_of, state, activation) VALUES (?1, ?2, ?3, ?4, ?5)
        RETURNING number
        """;

    private const string UpdateSnapshot =
        "UPDATE referent_snapshot SET offset = ?2, as_of = ?3, state = ?4, activation = ?5 WHERE number = ?1";

    private const string InsertChange =
        """
        INSERT INTO risk_change (referent, position, at, from_level, to_level, points, model, cause_source, cause_id)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING RETURNING sequence
        """;

    private const string InsertOutbox =
        """
        INSERT INTO outbox (referent, position, rule, partition, at, payload, held_because, done)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0) ON CONFLICT DO NOTHING
        """;

    private const string InsertQuarantine =
        """
        INSERT INTO quarantine (position, referent, source, id, type, code, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING
        """;

    private readonly RowWriting _rows = new(names.Models);

    /// <summary>The sequence number of the last change that it stored, 0 when it stored none; and who lost.</summary>
    public (long Sequence, ImmutableArray<ReferentId> Lost) Write(
        Session session, IReadOnlyList<ReferentFlush> slice)
    {
        var sequence = 0L;
        var lost = ImmutableArray.CreateBuilder<ReferentId>();
        foreach (var flush in slice)
        {
            var outcome = WriteSnapshot(session, flush);
            if (outcome == FlushOutcome.Lost)
                lost.Add(flush.Referent);
            if (outcome != FlushOutcome.Stored)
                continue;
            foreach (var change in flush.Changes)
                sequence = Math.Max(sequence, WriteChange(session, change));
            foreach (var item in flush.Outbox)
                WriteOutbox(session, item);
            foreach (var item in flush.Quarantined)
                WriteQuarantined(session, item);
        }

        return (sequence, lost.ToImmutable());
    }

    private FlushOutcome WriteSnapshot(Session session, ReferentFlush flush)
    {
        var referent = flush.Referent.ToString();
        var offset = flush.Snapshot.Offset;
        var asOf = flush.Risk.AsOf.UtcTicks;
        var state = keys.Seal(PayloadKind.Snapshot, referent, flush.Snapshot.State.Span);
        var stored = session.Prepared(SelectStored).Bind(1, referent);
        if (!stored.Step())
        {
            var insert = session.Prepared(InsertSnapshot)
                .Bind(1, referent).Bind(2, offset).Bind(3, asOf).Bind(4, state)
                .Bind(5, flush.Origin?.Activation);
            insert.Step();
            var given = insert.Long(0);
            insert.Step();
            if (flush.HasFacts)
                _rows.Insert(session, given, flush);
            return FlushOutcome.Stored;
        }

        var number = stored.Long(0);
        var outcome = FlushGuard.Judge(flush, stored.Long(1), LogRow.Time(stored.Long(2)), stored.TextOrNull(3));
        stored.Reset();
        if (outcome != FlushOutcome.Stored)
            return outcome;

        session.Prepared(UpdateSnapshot)
            .Bind(1, number).Bind(2, offset).Bind(3, asOf).Bind(4, state)
            .Bind(5, flush.Origin?.Activation).Execute();
        if (flush.HasFacts)
            _rows.Save(session, number, flush);
        else
            RowWriting.Delete(session, number);
        return FlushOutcome.Stored;
    }

    private long WriteChange(Session session, RiskChange change)
    {
        var insert = session.Prepared(InsertChange)
            .Bind(1, change.Referent.ToString())
            .Bind(2, LogRow.Number(change.Position))
            .Bind(3, change.At.UtcTicks)
            .Bind(4, (int)change.From)
            .Bind(5, (int)change.To)
            .Bind(6, change.Points)
            .Bind(7, change.ModelHash is { } hash ? names.Models.Number(session, hash) : null)
            .Bind(8, change.Cause is { } cause ? names.Sources.Number(session, cause.Source) : null)
            .Bind(9, change.Cause?.EventId);
        if (!insert.Step())
            return 0;
        var sequence = insert.Long(0);
        insert.Step();
        return sequence;
    }

    private void WriteOutbox(Session session, OutboxItem item) =>
        session.Prepared(InsertOutbox)
            .Bind(1, item.Referent.ToString())
            .Bind(2, LogRow.Number(item.Position))
            .Bind(3, item.Rule)
            .Bind(4, item.Position.Partition)
            .Bind(5, item.At.UtcTicks)
            .Bind(6, keys.SealText(PayloadKind.Outbox, OutboxRows.Name(item), item.Payload))
            .Bind(7, item.HeldBecause)
            .Execute();

    private void WriteQuarantined(Session session, QuarantinedEvent item) =>
        session.Prepared(InsertQuarantine)
            .Bind(1, LogRow.Number(item.Position))
            .Bind(2, item.Referent.ToString())
            .Bind(3, names.Sources.Number(session, item.Key.Source))
            .Bind(4, item.Key.EventId)
            .Bind(5, item.Type)
            .Bind(6, item.Code)
            .Bind(7, item.At.UtcTicks)
            .Execute();
}
