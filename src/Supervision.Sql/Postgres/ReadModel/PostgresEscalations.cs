using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Npgsql;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Postgres.ReadModel;

/// <summary>The list of escalations on a server; a row gives way only to one of a later position.</summary>
internal sealed class PostgresEscalations(PostgresDatabase database)
    : IEscalationStore, IEscalationViews, IFoldedStore
{
    private const string SelectLast =
        $"SELECT {RowReading.EscalationColumns} FROM escalation WHERE referent = $1 ORDER BY episode DESC LIMIT 1";

    private const string SelectLastOf =
        $"""
        SELECT DISTINCT ON (referent) {RowReading.EscalationColumns} FROM escalation WHERE referent = ANY($1)
        ORDER BY referent, episode DESC
        """;

    private const string SelectHeld =
        """
        SELECT assignee, COUNT(*) FROM escalation WHERE assignee = ANY($1) AND closed_at IS NULL GROUP BY assignee
        """;

    private const string SelectCounts =
        """
        SELECT state, assignee IS NULL, overdue OR coalesce(our_due_at <= $1, false), COUNT(*) FROM escalation
        WHERE closed_at IS NULL GROUP BY 1, 2, 3
        """;

    private const string SelectReadings =
        """
        SELECT reading, judgement, second_judgement, COUNT(*) FROM escalation
        WHERE reading IS NOT NULL GROUP BY reading, judgement, second_judgement
        """;

    private const string SelectDue =
        $"""
        SELECT {RowReading.EscalationColumns} FROM escalation
        WHERE next_due_at IS NOT NULL AND assignee IS NOT NULL
            AND (next_due_at, referent, episode) > ($1, $2, $3) AND assignee = ANY($4)
        ORDER BY next_due_at, referent, episode LIMIT $5
        """;

    private const string Upsert =
        $"""
        INSERT INTO escalation AS stored ({RowReading.EscalationColumns})
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
            $18, $19, $20, $21, $22)
        ON CONFLICT (referent, episode) DO UPDATE SET position = excluded.position, state = excluded.state,
            ground = excluded.ground, level = excluded.level, points = excluded.points,
            opened_at = excluded.opened_at, due_at = excluded.due_at, overdue = excluded.overdue,
            assignee = excluded.assignee, notes = excluded.notes, outcome = excluded.outcome,
            closed_at = excluded.closed_at, judged = excluded.judged, clocks = excluded.clocks,
            next_due_at = excluded.next_due_at, snoozed_until = excluded.snoozed_until,
            reading = excluded.reading, judgement = excluded.judgement, second_judgement = excluded.second_judgement,
            our_due_at = excluded.our_due_at
        WHERE stored.position < excluded.position
        """;

    public Task<EscalationRow?> Last(ReferentId referent, CancellationToken cancellation) =>
        database.Run(
            async (connection, stop) => (await connection.Command(SelectLast).With(referent.ToString())
                .All(One, stop)).FirstOrDefault(),
            cancellation);

    public async Task Save(IReadOnlyList<EscalationRow> rows, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows.Count, StoreLimits.FlushMax, nameof(rows));
        if (rows.Count == 0)
            return;

        // In the order of the keys, as every writer does; and of one episode only what would stay.
        EscalationRow[] sorted = [.. rows
            .GroupBy(row => row.Id)
            .Select(same => same.MaxBy(row => LogRow.Number(row.Position))!)
            .OrderBy(row => row.Id.Referent.ToString(), StringComparer.Ordinal)
            .ThenBy(row => row.Id.Episode)];
        await database.Run((connection, stop) => Write(connection, sorted).Execute(stop), cancellation);
    }

    public Task<EscalationPage> List(EscalationQuery query, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.PageSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.PageSize, EscalationQuery.PageSizeMax);
        return database.Run(
            async (connection, stop) => Pages.Of(await Select(connection, query).All(One, stop), query), cancellation);
    }

    public Task<IReadOnlyDictionary<string, int>> Held(
        IReadOnlyCollection<string> officers, CancellationToken cancellation) =>
        database.Run<IReadOnlyDictionary<string, int>>(
            async (connection, stop) => (await connection.Command(SelectHeld).With(officers.ToArray())
                .All(row => (row.Text(0), (int)row.Long(1)), stop)).ToDictionary(),
            cancellation);

    public Task<ImmutableArray<EscalationCount>> Count(DateTimeOffset now, CancellationToken cancellation) =>
        database.Run<ImmutableArray<EscalationCount>>(
            async (connection, stop) =>
            [
                .. (await connection.Command(SelectCounts).With(now.UtcTicks)
                    .All(row => RowReading.EscalationCount(row, row.Bool(1), row.Bool(2)), stop))
                    .OrderBy(count => (count.State, count.IsFree, count.Overdue)),
            ],
            cancellation);

    public Task<ImmutableArray<SecondReadingCount>> Readings(CancellationToken cancellation) =>
        database.Run<ImmutableArray<SecondReadingCount>>(
            async (connection, stop) =>
            [
                .. (await connection.Command(SelectReadings).All(RowReading.SecondReadingCount, stop))
                    .OrderBy(count => (count.State, count.First, count.Second)),
            ],
            cancellation);

    public Task<ImmutableArray<EscalationRow>> Due(
        IReadOnlyCollection<string> officers, EscalationCursor? after, int limit, CancellationToken cancellation) =>
        database.Run<ImmutableArray<EscalationRow>>(
            async (connection, stop) => [.. await connection.Command(SelectDue)
                .With(after?.OpenedAt.UtcTicks ?? long.MinValue)
                .With(after?.Id.Referent.ToString() ?? "")
                .With(after?.Id.Episode ?? 0)
                .With(officers.ToArray())
                .With(limit)
                .All(One, stop)],
            cancellation);

    public Task<ImmutableArray<EscalationRow>> LastOf(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(referents.Count, EscalationQuery.PageSizeMax);
        return database.Run<ImmutableArray<EscalationRow>>(
            async (connection, stop) => [.. await connection.Command(SelectLastOf)
                .With(referents.Select(referent => referent.ToString()).ToArray()).All(One, stop)],
            cancellation);
    }

    public Task Clear(IReadOnlyList<LogHead> ends, CancellationToken cancellation) =>
        database.Run((connection, stop) => connection.Command("DELETE FROM escalation").Execute(stop), cancellation);

    private static NpgsqlCommand Write(NpgsqlConnection connection, EscalationRow[] rows) =>
        connection.Command(Upsert)
            .With(Array.ConvertAll(rows, row => row.Id.Referent.ToString()))
            .With(Array.ConvertAll(rows, row => row.Id.Episode))
            .With(Array.ConvertAll(rows, row => LogRow.Number(row.Position)))
            .With(Array.ConvertAll(rows, row => row.State.ToString()))
            .With(Array.ConvertAll(rows, row => row.Ground.ToString()))
            .With(Array.ConvertAll(rows, row => (short)row.Level))
            .With(Array.ConvertAll(rows, row => row.Points))
            .With(Array.ConvertAll(rows, row => row.OpenedAt.UtcTicks))
            .With(Array.ConvertAll(rows, row => row.DueAt.UtcTicks))
            .With(Array.ConvertAll(rows, row => row.Overdue))
            .With(Array.ConvertAll(rows, row => row.Assignee))
            .With(Array.ConvertAll(rows, row => row.Notes))
            .With(Array.ConvertAll(rows, row => row.Outcome?.ToString()))
            .With(Array.ConvertAll(rows, row => row.ClosedAt?.UtcTicks))
            .With(Array.ConvertAll(rows, row => row.IsJudged))
            .With(Array.ConvertAll(rows, row => row.Clocks))
            .With(Array.ConvertAll(rows, row => row.NextDueAt?.UtcTicks))
            .With(Array.ConvertAll(rows, row => row.SnoozedUntil?.UtcTicks))
            .With(Array.ConvertAll(rows, row => row.Reading?.ToString()))
            .With(Array.ConvertAll(rows, row => row.FirstJudgement?.ToString()))
            .With(Array.ConvertAll(rows, row => row.SecondJudgement?.ToString()))
            .With(Array.ConvertAll(rows, row => row.OurDueAt?.UtcTicks));

    private static NpgsqlCommand Select(NpgsqlConnection connection, EscalationQuery query)
    {
        var command = connection.CreateCommand();
        var where = new StringBuilder("true");
        And(query.Cursor is { } cursor
            ? $"(opened_at, referent, episode) > (${Add(cursor.OpenedAt.UtcTicks)}, "
                + $"${Add(cursor.Id.Referent.ToString())}, ${Add(cursor.Id.Episode)})"
            : null);
        And(query.State is { } state ? $"state = '{state}'" : null);
        And(query.Overdue is { } overdue
            ? $"{(overdue ? "" : "NOT ")}(overdue OR coalesce(our_due_at <= ${Add(query.Now.UtcTicks)}, false))"
            : null);
        And(query.Assignee is { } assignee ? $"assignee = ${Add(assignee)}" : null);
        And(query.Referent is { } referent ? $"referent = ${Add(referent.ToString())}" : null);
        And(query.OpenedFrom is { } from ? $"opened_at >= ${Add(from.UtcTicks)}" : null);
        And(query.OpenedBefore is { } before ? $"opened_at < ${Add(before.UtcTicks)}" : null);
        And(query.Free is { } free
            ? $"{(free ? "" : "NOT ")}(assignee IS NULL AND closed_at IS NULL)"
            : null);
        Within("next_due_at", query.DueFrom, query.DueBefore);
        Within("closed_at", query.ClosedFrom, query.ClosedBefore);
        Within("snoozed_until", query.SnoozedFrom, query.SnoozedBefore);
        And(query.Reading is { } reading ? $"reading = '{reading}'" : null);
        And(query.UnreadOf is { } reader
            ? $"(reading IS DISTINCT FROM 'Awaited' OR assignee = ${Add(reader)})"
            : null);
        command.CommandText = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            SELECT {RowReading.EscalationColumns} FROM escalation WHERE {where}
            ORDER BY opened_at, referent, episode LIMIT {query.PageSize + 1}
            """);
        return command;

        void Within(string column, DateTimeOffset? from, DateTimeOffset? before)
        {
            And(from is { } first ? $"{column} >= ${Add(first.UtcTicks)}" : null);
            And(before is { } end ? $"{column} < ${Add(end.UtcTicks)}" : null);
        }

        void And(string? condition) => where.Append(condition is null ? "" : $" AND {condition}");

        int Add<T>(T value)
        {
            command.With(value);
            return command.Parameters.Count;
        }
    }

    private static EscalationRow One(PostgresRow row) => RowReading.Escalation(row, row.Bool(9), row.Bool(14));
}
