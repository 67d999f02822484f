using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Log;
using Supervision.Sql.Encryption;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Log;

/// <summary>Reads rows of the log as events.</summary>
internal sealed class EventRows(LogNameTables names, KeyRing keys)
{
    private const string Columns =
        "position, subject, source, id, type, time, recorded_at, target_source, target_id, data, digest";

    private const string SelectPartition =
        $"SELECT {Columns} FROM event_log WHERE position > ?1 AND position <= ?2 ORDER BY position LIMIT ?3";

    private const string SelectProofs =
        $"SELECT {Columns}, chain, version FROM event_log WHERE position > ?1 AND position <= ?2 "
        + "ORDER BY position LIMIT ?3";

    // All events of a subject are in one partition: that of its first.
    private const string SelectFirst = "SELECT min(position) FROM event_log WHERE subject = ?1";

    private const string SelectSubject =
        $"SELECT {Columns} FROM event_log WHERE subject = ?1 AND position > ?2 ORDER BY position LIMIT ?3";

    private const string SelectKey = $"SELECT {Columns} FROM event_log WHERE source = ?1 AND id = ?2";

    private const string SelectTarget =
        $"SELECT {Columns} FROM event_log WHERE target_source = ?1 AND target_id = ?2 ORDER BY position";

    // In one partition positions are in the order in which they were recorded.
    private const string SelectRecordsOf =
        $"SELECT {Columns} FROM event_log WHERE subject = ?1 AND recorded_at >= ?2 AND recorded_at < ?3 "
        + "AND position < ?4 ORDER BY position DESC LIMIT ?5";

    private const string SelectReads =
        $"SELECT {Columns} FROM event_log WHERE subject >= 'reads:' AND subject < 'reads;' AND recorded_at >= ?1 "
        + "AND recorded_at < ?2 AND (recorded_at, position) < (?3, ?4) "
        + "ORDER BY recorded_at DESC, position DESC LIMIT ?5";

    private const string SelectAccess =
        $"SELECT {Columns} FROM event_log WHERE subject >= 'access:' AND subject < 'access;' AND recorded_at >= ?1 "
        + "AND recorded_at < ?2 AND (recorded_at, position) < (?3, ?4) "
        + "ORDER BY recorded_at DESC, position DESC LIMIT ?5";

    private const string SelectEscalations =
        $"SELECT {Columns} FROM event_log INDEXED BY event_log_escalations WHERE subject >= 'escalation:' "
        + "AND subject < 'escalation;' AND position > ?1 AND position <= ?2 ORDER BY position LIMIT ?3";

    public ImmutableArray<LoggedEvent> Partition(Session session, int partition, long afterOffset, int limit)
    {
        var select = session.Prepared(SelectPartition)
            .Bind(1, LogRow.After(partition, afterOffset))
            .Bind(2, LogRow.Last(partition))
            .Bind(3, limit);
        return All(session, select);
    }

    public ImmutableArray<LoggedEvent> Escalations(Session session, int partition, long afterOffset, int limit)
    {
        var select = session.Prepared(SelectEscalations)
            .Bind(1, LogRow.After(partition, afterOffset))
            .Bind(2, LogRow.Last(partition))
            .Bind(3, limit);
        return All(session, select);
    }

    public ImmutableArray<LoggedEvent> Subject(Session session, string subject, long afterOffset, int limit)
    {
        var first = session.Prepared(SelectFirst).Bind(1, subject);
        first.Step();
        var number = first.LongOrNull(0);
        first.Reset();
        if (number is not { } start)
            return [];

        var select = session.Prepared(SelectSubject)
            .Bind(1, subject)
            .Bind(2, LogRow.After(LogRow.Position(start).Partition, afterOffset))
            .Bind(3, limit);
        return All(session, select);
    }

    public ImmutableArray<LoggedEvent> Reads(Session session, ReadSpan span, int limit) => Newest(
        session, span.Referent is { } referent ? DossierRead.SubjectOf(referent) : null, SelectReads, span.From,
        span.Until, span.Before, limit);

    public ImmutableArray<LoggedEvent> Access(Session session, AccessSpan span, int limit) =>
        Newest(session, span.Subject, SelectAccess, span.From, span.Until, span.Before, limit);

    public ImmutableArray<LoggedEvent> Related(Session session, string subject, IEnumerable<EventKey> keys)
    {
        var found = new SortedDictionary<long, LoggedEvent>();
        foreach (var key in keys)
        {
            if (names.Sources.Find(session, key.Source) is not { } source)
                continue;
            foreach (var sql in (ReadOnlySpan<string>)[SelectKey, SelectTarget])
            {
                foreach (var item in All(session, session.Prepared(sql).Bind(1, source).Bind(2, key.EventId)))
                {
                    if (item.Subject == subject || item.Key == key)
                        found[LogRow.Number(item.Position)] = item;
                }
            }
        }

        return [.. found.Values];
    }

    /// <summary>Takes a page of a partition through the walk; false when it need not go on.</summary>
    public bool Walk(Session session, ChainWalk walk, int partition, long lastOffset, int limit)
    {
        var select = session.Prepared(SelectProofs)
            .Bind(1, LogRow.After(partition, walk.Offset))
            .Bind(2, LogRow.After(partition, lastOffset))
            .Bind(3, limit);
        for (var taken = 0; taken < limit; taken++)
        {
            if (!select.Step())
                return false;
            if (!walk.Step(
                One(session, select), select.LongOrNull(12), select.IsNull(9), select.Blob(10), select.Blob(11)))
            {
                select.Reset();
                return false;
            }
        }

        select.Reset();
        return true;
    }

    /// <summary>Records of one subject, or of all that a query over time is for, the newest first.</summary>
    private ImmutableArray<LoggedEvent> Newest(
        Session session, string? subject, string overAll, DateTimeOffset from, DateTimeOffset until, ReadMark? before,
        int limit)
    {
        var (recordedAt, position) = LogRow.Numbers(before);
        return subject is not null
            ? All(session, session.Prepared(SelectRecordsOf)
                .Bind(1, subject)
                .Bind(2, from.UtcTicks)
                .Bind(3, until.UtcTicks)
                .Bind(4, position)
                .Bind(5, limit))
            : All(session, session.Prepared(overAll)
                .Bind(1, from.UtcTicks)
                .Bind(2, until.UtcTicks)
                .Bind(3, recordedAt)
                .Bind(4, position)
                .Bind(5, limit));
    }

    private ImmutableArray<LoggedEvent> All(Session session, Statement select) =>
        select.All(row => One(session, row));

    private LoggedEvent One(Session session, Statement row) => new(
        LogRow.Position(row.Long(0)),
        row.Text(1),
        new EventKey(names.Sources.Name(session, row.Long(2)), row.Text(3)),
        names.Types.Name(session, row.Long(4)),
        LogRow.Time(row.Long(5)),
        LogRow.Time(row.Long(6)),
        keys.Open(PayloadKind.Event, row.BlobInPlace(10), row.BlobInPlace(9)),
        row.IsNull(7) ? null : new EventKey(names.Sources.Name(session, row.Long(7)), row.Text(8)));
}
