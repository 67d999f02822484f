using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.ReadModel;

/// <summary>The list of escalations, in the same file and by the same writer.</summary>
internal sealed class SqliteEscalations(SupervisionDatabase database)
    : IEscalationStore, IEscalationViews, IFoldedStore
{
    private const string Columns = RowReading.EscalationColumns;

    private const string SelectLast =
        $"SELECT {Columns} FROM escalation WHERE referent = ?1 ORDER BY episode DESC LIMIT 1";

    private const string Upsert =
        $"""
        INSERT INTO escalation ({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,
            ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
        ON CONFLICT (referent, episode) DO UPDATE SET position = excluded.position, state = excluded.state,
            ground = excluded.ground, level = excluded.level, points = excluded.points,
            opened_at = excluded.opened_at, due_at = excluded.due_at, overdue = excluded.overdue,
            assignee = excluded.assignee, notes = excluded.notes, outcome = excluded.outcome,
            closed_at = excluded.closed_at, judged = excluded.judged, clocks = excluded.clocks,
            next_due_at = excluded.next_due_at, snoozed_until = excluded.snoozed_until,
            reading = excluded.reading, judgement = excluded.judgement, second_judgement = excluded.second_judgement,
            our_due_at = excluded.our_due_at
        WHERE position < excluded.position
        """;

    private const string SelectHeld =
        "SELECT COUNT(*) FROM escalation INDEXED BY escalation_assignee WHERE assignee = ?1 AND closed_at IS NULL";

    private const string SelectCounts =
        """
        SELECT state, assignee IS NULL, (overdue = 1 OR ifnull(our_due_at <= ?1, 0)), COUNT(*) FROM escalation
        WHERE closed_at IS NULL GROUP BY 1, 2, 3
        """;

    private const string SelectDue =
        $"""
        SELECT {Columns} FROM escalation INDEXED BY escalation_held_due
        WHERE next_due_at IS NOT NULL AND assignee IS NOT NULL
            AND (next_due_at, referent, episode) > (?1, ?2, ?3)
            AND assignee IN (SELECT value FROM json_each(?4))
        ORDER BY next_due_at, referent, episode LIMIT ?5
        """;

    private const string Page =
        """
        AND (?4 IS NULL OR state = ?4) AND (?5 IS NULL OR (overdue = 1 OR ifnull(our_due_at <= ?20, 0)) = ?5)
        AND (?6 IS NULL OR assignee = ?6)
        AND (?7 IS NULL OR referent = ?7) AND (?8 IS NULL OR opened_at >= ?8) AND (?9 IS NULL OR opened_at < ?9)
        AND (?11 IS NULL OR (assignee IS NULL AND closed_at IS NULL) = ?11)
        AND (?12 IS NULL OR next_due_at < ?12) AND (?13 IS NULL OR next_due_at >= ?13)
        AND (?14 IS NULL OR closed_at >= ?14) AND (?15 IS NULL OR closed_at < ?15)
        AND (?16 IS NULL OR snoozed_until >= ?16) AND (?17 IS NULL OR snoozed_until < ?17)
        AND (?18 IS NULL OR reading = ?18)
        AND (?19 IS NULL OR reading IS NOT 'Awaited' OR assignee IS ?19)
        ORDER BY opened_at, referent, episode LIMIT ?10
        """;

    private const string After = "(opened_at, referent, episode) > (?1, ?2, ?3)";

    private const string SelectByOpened =
        $"SELECT {Columns} FROM escalation INDEXED BY escalation_opened WHERE {After} {Page}";

    private const string SelectByState =
        $"SELECT {Columns} FROM escalation INDEXED BY escalation_state WHERE state = ?4 AND {After} {Page}";

    private const string SelectByAssignee =
        $"SELECT {Columns} FROM escalation INDEXED BY escalation_assignee WHERE assignee = ?6 AND {After} {Page}";

    private const string SelectFree =
        $"""
        SELECT {Columns} FROM escalation INDEXED BY escalation_free
        WHERE assignee IS NULL AND closed_at IS NULL AND {After} {Page}
        """;

    private const string SelectByReading =
        $"""
        SELECT {Columns} FROM escalation INDEXED BY escalation_reading
        WHERE reading IS NOT NULL AND reading = ?18 AND {After} {Page}
        """;

    private const string SelectReadings =
        """
        SELECT reading, judgement, second_judgement, COUNT(*) FROM escalation INDEXED BY escalation_reading
        WHERE reading IS NOT NULL GROUP BY reading, judgement, second_judgement
        """;

    private const string SelectByReferent = $"SELECT {Columns} FROM escalation WHERE referent = ?7 AND {After} {Page}";

    public Task<EscalationRow?> Last(ReferentId referent, CancellationToken cancellation) =>
        database.Readers.Read(
            session => session.Prepared(SelectLast).Bind(1, referent.ToString()).All(One).FirstOrDefault(),
            cancellation);

    public async Task Save(IReadOnlyList<EscalationRow> rows, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, StoreLimits.FlushMax, nameof(rows));
        if (rows.Count == 0)
            return;
        await database.Writer.Write(WriteQueue.Flushes, rows.Count, session => Write(session, rows), cancellation);
    }

    public Task<EscalationPage> List(EscalationQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.PageSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, EscalationQuery.PageSizeMax);
        return database.Readers.Read(
            session => Pages.Of(Bind(session.Prepared(SqlOf(query)), query).All(One), query), cancellation);
    }

    public Task<IReadOnlyDictionary<string, int>> Held(
        IReadOnlyCollection<string> officers, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(officers.Count, EscalationQuery.PageSizeMax);
        return database.Readers.Read<IReadOnlyDictionary<string, int>>(
            session => officers.Distinct(StringComparer.Ordinal)
                .Select(officer => (
                    Officer: officer,
                    Count: session.Prepared(SelectHeld).Bind(1, officer).All(row => row.Int(0))[0]))
                .Where(held => held.Count > 0)
                .ToDictionary(held => held.Officer, held => held.Count),
            cancellation);
    }

    public Task<ImmutableArray<EscalationCount>> Count(DateTimeOffset now, CancellationToken cancellation) =>
        database.Readers.Read<ImmutableArray<EscalationCount>>(
            session =>
            [
                .. session.Prepared(SelectCounts).Bind(1, now.UtcTicks)
                    .All(row => RowReading.EscalationCount(row, row.Int(1) == 1, row.Int(2) == 1))
                    .OrderBy(count => (count.State, count.IsFree, count.Overdue)),
            ],
            cancellation);

    public Task<ImmutableArray<SecondReadingCount>> Readings(CancellationToken cancellation) =>
        database.Readers.Read<ImmutableArray<SecondReadingCount>>(
            session =>
            [
                .. session.Prepared(SelectReadings).All(RowReading.SecondReadingCount)
                    .OrderBy(count => (count.State, count.First, count.Second)),
            ],
            cancellation);

    public Task<ImmutableArray<EscalationRow>> Due(
        IReadOnlyCollection<string> officers, EscalationCursor? after, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(officers.Count, EscalationQuery.PageSizeMax);
        return database.Readers.Read(
            session => session.Prepared(SelectDue)
                .Bind(1, after?.OpenedAt.UtcTicks ?? long.MinValue)
                .Bind(2, after?.Id.Referent.ToString() ?? "")
                .Bind(3, after?.Id.Episode ?? 0)
                .Bind(4, JsonSerializer.Serialize(officers.ToArray(), NamesJson.Default.StringArray))
                .Bind(5, limit)
                .All(One),
            cancellation);
    }

    public Task<ImmutableArray<EscalationRow>> LastOf(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(referents.Count, EscalationQuery.PageSizeMax);
        return database.Readers.Read<ImmutableArray<EscalationRow>>(
            session =>
            [
                .. referents.SelectMany(referent =>
                    session.Prepared(SelectLast).Bind(1, referent.ToString()).All(One)),
            ],
            cancellation);
    }

    public Task Clear(IReadOnlyList<LogHead> ends, CancellationToken cancellation) =>
        database.Writer.Write(
            WriteQueue.Flushes,
            StoreLimits.FlushMax,
            session => session.Prepared("DELETE FROM escalation").Execute(),
            cancellation);

    private static string SqlOf(EscalationQuery query) => query switch
    {
        { Referent: not null } => SelectByReferent,
        { Assignee: not null } => SelectByAssignee,
        { Reading: not null } => SelectByReading,
        { Free: true } => SelectFree,
        { State: not null } => SelectByState,
        _ => SelectByOpened,
    };

    private static Statement Bind(Statement select, EscalationQuery query) =>
        select
            .Bind(1, query.Cursor?.OpenedAt.UtcTicks ?? long.MinValue)
            .Bind(2, query.Cursor?.Id.Referent.ToString() ?? "")
            .Bind(3, query.Cursor?.Id.Episode ?? 0)
            .Bind(4, query.State?.ToString())
            .Bind(5, query.Overdue is { } overdue ? (overdue ? 1 : 0) : null)
            .Bind(6, query.Assignee)
            .Bind(7, query.Referent?.ToString())
            .Bind(8, query.OpenedFrom?.UtcTicks)
            .Bind(9, query.OpenedBefore?.UtcTicks)
            .Bind(10, query.PageSize + 1)
            .Bind(11, query.Free is { } free ? (free ? 1 : 0) : null)
            .Bind(12, query.DueBefore?.UtcTicks)
            .Bind(13, query.DueFrom?.UtcTicks)
            .Bind(14, query.ClosedFrom?.UtcTicks)
            .Bind(15, query.ClosedBefore?.UtcTicks)
            .Bind(16, query.SnoozedFrom?.UtcTicks)
            .Bind(17, query.SnoozedBefore?.UtcTicks)
            .Bind(18, query.Reading?.ToString())
            .Bind(19, query.UnreadOf)
            .Bind(20, query.Now.UtcTicks);

    private static int Write(Session session, IReadOnlyList<EscalationRow> rows)
    {
        foreach (var row in rows)
        {
            session.Prepared(Upsert)
                .Bind(1, row.Id.Referent.ToString())
                .Bind(2, row.Id.Episode)
                .Bind(3, LogRow.Number(row.Position))
                .Bind(4, row.State.ToString())
                .Bind(5, row.Ground.ToString())
                .Bind(6, (int)row.Level)
                .Bind(7, row.Points)
                .Bind(8, row.OpenedAt.UtcTicks)
                .Bind(9, row.DueAt.UtcTicks)
                .Bind(10, row.Overdue ? 1 : 0)
                .Bind(11, row.Assignee)
                .Bind(12, row.Notes)
                .Bind(13, row.Outcome?.ToString())
                .Bind(14, row.ClosedAt?.UtcTicks)
                .Bind(15, row.IsJudged ? 1 : 0)
                .Bind(16, row.Clocks)
                .Bind(17, row.NextDueAt?.UtcTicks)
                .Bind(18, row.SnoozedUntil?.UtcTicks)
                .Bind(19, row.Reading?.ToString())
                .Bind(20, row.FirstJudgement?.ToString())
                .Bind(21, row.SecondJudgement?.ToString())
                .Bind(22, row.OurDueAt?.UtcTicks)
                .Execute();
        }

        return rows.Count;
    }

    private static EscalationRow One(Statement row) => RowReading.Escalation(row, row.Int(9) == 1, row.Int(14) == 1);
}

/// <summary>How a list of accounts is given to a statement.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class NamesJson : JsonSerializerContext;
