using System.Collections.Immutable;
using Npgsql;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Log;
using Supervision.Sql.Encryption;
using Supervision.Sql.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>Reads rows of the log as events.</summary>
internal sealed class PostgresRows(PostgresNameTables names, KeyRing keys)
{
    private const string Columns =
        "position, subject, source, id, type, time, recorded_at, target_source, target_id, data, digest";

    private const string SelectPartition =
        $"SELECT {Columns} FROM event_log WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3";

    private const string SelectProofs =
        $"SELECT {Columns}, chain, version FROM event_log WHERE position > $1 AND position <= $2 "
        + "ORDER BY position LIMIT $3";

    // All events of a subject are in one partition: that of its first.
    private const string SelectSubject =
        $"""
        SELECT {Columns} FROM event_log
        WHERE subject = $1 AND position > $2 + (
            SELECT position >> 40 << 40 FROM event_log WHERE subject = $1 ORDER BY position LIMIT 1)
        ORDER BY position LIMIT $3
        """;

    // In one partition positions are in the order in which they were recorded.
    private const string SelectRecordsOf =
        $"""
        SELECT {Columns} FROM event_log
        WHERE subject = $1 AND recorded_at >= $2 AND recorded_at < $3 AND position < $4
        ORDER BY position DESC LIMIT $5
        """;

    private const string SelectReads =
        $"""
        SELECT {Columns} FROM event_log
        WHERE subject >= 'reads:' AND subject < 'reads;' AND recorded_at >= $1 AND recorded_at < $2
            AND (recorded_at, position) < ($3, $4)
        ORDER BY recorded_at DESC, position DESC LIMIT $5
        """;

    private const string SelectAccess =
        $"""
        SELECT {Columns} FROM event_log
        WHERE subject >= 'access:' AND subject < 'access;' AND recorded_at >= $1 AND recorded_at < $2
            AND (recorded_at, position) < ($3, $4)
        ORDER BY recorded_at DESC, position DESC LIMIT $5
        """;

    private const string SelectRelated =
        $"""
        SELECT {Columns} FROM event_log
        WHERE position = ANY (ARRAY(
            SELECT position FROM unnest($2::integer[], $3::text[]) AS wanted (source, id)
            CROSS JOIN LATERAL (
                SELECT position FROM event_log AS stored
                WHERE stored.source = wanted.source AND stored.id = wanted.id
                UNION ALL
                SELECT position FROM event_log
                WHERE target_source = wanted.source AND target_id = wanted.id AND subject = $1) AS found))
        ORDER BY position
        """;

    private const string SelectEscalations =
        $"""
        SELECT found.* FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS wanted (after, last, place)
        CROSS JOIN LATERAL (
            SELECT {Columns} FROM event_log
            WHERE subject >= 'escalation:' AND subject < 'escalation;'
                AND position > wanted.after AND position <= wanted.last
            ORDER BY position LIMIT $3) AS found
        ORDER BY wanted.place, found.position
        """;

    public Task<ImmutableArray<LoggedEvent>> Partition(
        NpgsqlConnection connection, int partition, long afterOffset, int limit, CancellationToken cancellation) =>
        All(
            connection, SelectPartition, cancellation, LogRow.After(partition, afterOffset), LogRow.Last(partition),
            limit);

    /// <param name="afterOffsets">One for each partition.</param>
    /// <param name="limit">Of each partition.</param>
    public Task<ImmutableArray<LoggedEvent>> Escalations(
        NpgsqlConnection connection, ImmutableArray<long> afterOffsets, int limit, CancellationToken cancellation) =>
        All(
            connection, SelectEscalations, cancellation,
            afterOffsets.Select((offset, partition) => LogRow.After(partition, offset)).ToArray(),
            afterOffsets.Select((_, partition) => LogRow.Last(partition)).ToArray(), limit);

    public Task<ImmutableArray<LoggedEvent>> Subject(
        NpgsqlConnection connection, string subject, long afterOffset, int limit, CancellationToken cancellation) =>
        All(connection, SelectSubject, cancellation, subject, LogRow.After(0, afterOffset), limit);

    public Task<ImmutableArray<LoggedEvent>> Reads(
        NpgsqlConnection connection, ReadSpan span, int limit, CancellationToken cancellation) => Newest(
            connection, span.Referent is { } referent ? DossierRead.SubjectOf(referent) : null, SelectReads, span.From,
            span.Until, span.Before, limit, cancellation);

    public Task<ImmutableArray<LoggedEvent>> Access(
        NpgsqlConnection connection, AccessSpan span, int limit, CancellationToken cancellation) => Newest(
            connection, span.Subject, SelectAccess, span.From, span.Until, span.Before, limit, cancellation);

    public async Task<ImmutableArray<LoggedEvent>> Related(
        NpgsqlConnection connection, string subject, IReadOnlyCollection<EventKey> keys,
        CancellationToken cancellation)
    {
        var sources = await names.Sources.Find(connection, keys.Select(key => key.Source), cancellation);
        var known = keys.Where(key => sources.ContainsKey(key.Source)).Distinct().ToList();
        if (known.Count == 0)
            return [];

        return await All(
            connection, SelectRelated, cancellation, subject,
            known.Select(key => sources[key.Source]).ToArray(), known.Select(key => key.EventId).ToArray());
    }

    /// <summary>Takes a page of a partition through the walk; false when it need not go on.</summary>
    public async Task<bool> Walk(
        NpgsqlConnection connection, ChainWalk walk, int partition, long lastOffset, int limit,
        CancellationToken cancellation)
    {
        var proofs = new List<(byte[] Digest, byte[] Chain, bool IsErased, long? Version)>();
        var page = await Read(
            connection,
            SelectProofs,
            row => proofs.Add((
                row.GetFieldValue<byte[]>(10),
                row.GetFieldValue<byte[]>(11),
                row.IsDBNull(9),
                row.IsDBNull(12) ? null : row.GetInt32(12))),
            [LogRow.After(partition, walk.Offset), LogRow.After(partition, lastOffset), limit],
            cancellation);
        for (var i = 0; i < page.Length; i++)
        {
            var (digest, chain, isErased, version) = proofs[i];
            if (!walk.Step(page[i], version, isErased, digest, chain))
                return false;
        }

        return page.Length == limit;
    }

    /// <summary>Records of one subject, or of all that a query over time is for, the newest first.</summary>
    private Task<ImmutableArray<LoggedEvent>> Newest(
        NpgsqlConnection connection, string? subject, string overAll, DateTimeOffset from, DateTimeOffset until,
        ReadMark? before, int limit, CancellationToken cancellation)
    {
        var (recordedAt, position) = LogRow.Numbers(before);
        return subject is not null
            ? All(
                connection, SelectRecordsOf, cancellation, subject, from.UtcTicks, until.UtcTicks, position, limit)
            : All(connection, overAll, cancellation, from.UtcTicks, until.UtcTicks, recordedAt, position, limit);
    }

    private Task<ImmutableArray<LoggedEvent>> All(
        NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] parameters) =>
        Read(connection, sql, null, parameters, cancellation);

    private async Task<ImmutableArray<LoggedEvent>> Read(
        NpgsqlConnection connection, string sql, Action<NpgsqlDataReader>? also, object[] parameters,
        CancellationToken cancellation)
    {
        var found = new List<Row>();
        await using (var select = connection.CreateCommand())
        {
            select.CommandText = sql;
            foreach (var parameter in parameters)
                select.Parameters.Add(new NpgsqlParameter { Value = parameter });
            await using var rows = await select.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
            {
                found.Add(One(rows));
                also?.Invoke(rows);
            }
        }

        return await Named(connection, found, cancellation);
    }

    private async Task<ImmutableArray<LoggedEvent>> Named(
        NpgsqlConnection connection, List<Row> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return [];

        var sources = await names.Sources.Name(
            connection, rows.Select(row => row.Source).Concat(rows.Select(row => row.TargetSource).OfType<int>()),
            cancellation);
        var types = await names.Types.Name(connection, rows.Select(row => row.Type), cancellation);
        return [.. rows.Select(row => new LoggedEvent(
            LogRow.Position(row.Position),
            row.Subject,
            new EventKey(sources[row.Source], row.Id),
            types[row.Type],
            LogRow.Time(row.Time),
            LogRow.Time(row.RecordedAt),
            row.Data,
            row.TargetSource is { } target ? new EventKey(sources[target], row.TargetId!) : null))];
    }

    private Row One(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetString(1),
        row.GetInt32(2),
        row.GetString(3),
        row.GetInt32(4),
        row.GetInt64(5),
        row.GetInt64(6),
        row.IsDBNull(7) ? null : row.GetInt32(7),
        row.IsDBNull(8) ? null : row.GetString(8),
        row.IsDBNull(9)
            ? []
            : keys.Open(PayloadKind.Event, row.GetFieldValue<byte[]>(10), row.GetFieldValue<byte[]>(9)));

    private readonly record struct Row(
        long Position, string Subject, int Source, string Id, int Type, long Time, long RecordedAt, int? TargetSource,
        string? TargetId, byte[] Data);
}
