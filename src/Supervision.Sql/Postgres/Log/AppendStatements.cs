using Npgsql;
using Supervision.Log;
using Supervision.Sql.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>The statements of one append, and how their values are bound and read.</summary>
internal static class AppendStatements
{
    // Ascending, in every process: whoever waits for a head holds only lower ones.
    private const string LockHeads =
        """
        SELECT partition, last_offset, recorded_at, chain FROM log_head
        WHERE partition = ANY($1) ORDER BY partition FOR UPDATE
        """;

    // LIMIT keeps it one look into the index a key, whatever the planner thinks of the sizes.
    private const string SelectKeys =
        """
        SELECT wanted.place, stored.position, stored.recorded_at, stored.digest
        FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY AS wanted (source, id, place)
        CROSS JOIN LATERAL (
            SELECT position, recorded_at, digest FROM event_log
            WHERE source = wanted.source AND id = wanted.id LIMIT 1) AS stored
        """;

    private const string SelectVersions =
        """
        SELECT wanted.subject, stored.version FROM unnest($1::text[]) AS wanted (subject)
        CROSS JOIN LATERAL (
            SELECT version FROM event_log WHERE subject = wanted.subject AND version IS NOT NULL
            ORDER BY version DESC LIMIT 1) AS stored
        """;

    // An array that is shorter than the others gives nulls.
    private const string InsertRows =
        """
        INSERT INTO event_log (position, time, recorded_at, source, type, version, target_source, subject, id,
            target_id, digest, chain, data)
        SELECT position, time, $1, source, type, version, target_source, subject, id, target_id, digest, chain, data
        FROM unnest($2::bigint[], $3::bigint[], $4::integer[], $5::integer[], $6::integer[], $7::integer[], $8::text[],
            $9::text[], $10::text[], $11::bytea[], $12::bytea[], $13::bytea[])
            AS planned (position, time, source, type, version, target_source, subject, id, target_id, digest, chain,
                data)
        """;

    private const string UpdateHeads =
        """
        UPDATE log_head SET last_offset = grown.last_offset, recorded_at = $1, chain = grown.chain
        FROM unnest($2::integer[], $3::bigint[], $4::bytea[]) AS grown (partition, last_offset, chain)
        WHERE log_head.partition = grown.partition
        """;

    private const string Notify = "SELECT pg_notify($1, $2)";

    /// <summary>Begins, locks the heads, looks up keys and versions: what a plan needs, in one round trip.</summary>
    /// <param name="looksForKeys">Else all keys are taken to be new; the unique index refuses one that is not.</param>
    public static async Task<AppendPlan> Begin(
        NpgsqlConnection connection, IReadOnlyList<AppendCall> calls, AppendNames names, TimeProvider time,
        bool looksForKeys)
    {
        var events = calls.Count == 1 ? calls[0].Events : [.. calls.SelectMany(call => call.Events)];
        var subjects = calls.Select(call => call.Subject).OfType<string>().Distinct().ToArray();
        await using var batch = new NpgsqlBatch(connection);
        Add(batch, "BEGIN");
        Add(batch, LockHeads, Of(events.Select(item => item.Partition).Distinct().Order().ToArray()));
        if (looksForKeys)
            Add(
                batch, SelectKeys,
                Of(Each(events, item => names.Source(item.Key.Source))), Of(Each(events, item => item.Key.EventId)));
        if (subjects.Length > 0)
            Add(batch, SelectVersions, Of(subjects));

        await using var rows = await batch.ExecuteReaderAsync();
        var (heads, recordedAt) = await ReadHeads(rows);
        var stored = new Dictionary<EventKey, StoredKey>(events.Count);
        if (looksForKeys && await rows.NextResultAsync())
            await ReadKeys(rows, events, stored);
        var versions = new Dictionary<string, long>();
        if (await rows.NextResultAsync())
        {
            while (await rows.ReadAsync())
                versions.Add(rows.GetString(0), rows.GetInt32(1));
        }

        return new AppendPlan(heads, stored, versions, Math.Max(recordedAt, time.GetUtcNow().UtcTicks));
    }

    /// <summary>Writes what was planned, commits, and then tells who listens, in one round trip.</summary>
    public static async Task Commit(
        NpgsqlConnection connection, AppendPlan plan, AppendNames names)
    {
        var heads = plan.Grown.ToList();
        await using var batch = new NpgsqlBatch(connection);
        AddRows(batch, plan, names);
        Add(
            batch, UpdateHeads, Of(plan.RecordedAt), Of(Each(heads, head => head.Partition)),
            Of(Each(heads, head => head.Offset)), Of(Each(heads, head => head.Link)));
        Add(batch, "COMMIT");
        // After the commit and not in it: there it would make all commits of the server wait for each other.
        Add(
            batch, Notify, Of(GrowthNotice.Channel),
            Of(GrowthNotice.Write(heads.Select(head => (head.Partition, head.Offset)))));
        await batch.ExecuteNonQueryAsync();
    }

    private static void AddRows(NpgsqlBatch batch, AppendPlan plan, AppendNames names)
    {
        var rows = plan.Rows;
        var hasVersions = rows.Any(row => row.Version is not null);
        var hasTargets = rows.Any(row => row.Event.Target is not null);
        Add(
            batch,
            InsertRows,
            Of(plan.RecordedAt),
            Of(Each(rows, row => LogRow.Number(row.Position))),
            Of(Each(rows, row => row.Event.Time.UtcTicks)),
            Of(Each(rows, row => names.Source(row.Event.Key.Source))),
            Of(Each(rows, row => names.Type(row.Event.Type))),
            Of(hasVersions ? Each(rows, row => (int?)row.Version) : []),
            Of(hasTargets
                ? Each(rows, row => row.Event.Target is { } target ? names.Source(target.Source) : (int?)null)
                : []),
            Of(Each(rows, row => row.Event.Subject)),
            Of(Each(rows, row => row.Event.Key.EventId)),
            Of(hasTargets ? Each(rows, row => row.Event.Target?.EventId) : []),
            Of(Each(rows, row => row.Event.Digest)),
            Of(Each(rows, row => row.Link)),
            Of(Each(rows, row => row.Payload)));
    }

    private static async Task<(List<LockedHead> Heads, long RecordedAt)> ReadHeads(NpgsqlDataReader rows)
    {
        var heads = new List<LockedHead>();
        var recordedAt = 0L;
        while (await rows.ReadAsync())
        {
            heads.Add(new LockedHead(rows.GetInt32(0), rows.GetFieldValue<byte[]>(3)) { Offset = rows.GetInt64(1) });
            recordedAt = Math.Max(recordedAt, rows.GetInt64(2));
        }

        return (heads, recordedAt);
    }

    private static async Task ReadKeys(
        NpgsqlDataReader rows, IReadOnlyList<NewEvent> events, Dictionary<EventKey, StoredKey> stored)
    {
        while (await rows.ReadAsync())
        {
            stored.TryAdd(
                events[(int)rows.GetInt64(0) - 1].Key,
                new StoredKey(
                    LogRow.Position(rows.GetInt64(1)), rows.GetInt64(2), rows.GetFieldValue<byte[]>(3)));
        }
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static TResult[] Each<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> one)
    {
        var results = new TResult[items.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = one(items[i]);
        return results;
    }
}
