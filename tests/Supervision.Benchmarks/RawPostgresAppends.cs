using Npgsql;
using Supervision.Log;
using Supervision.Sql;

namespace Supervision.Benchmarks;

/// <summary>
/// The baseline of every figure about writing on PostgreSQL: rows of the log put into a table with the same columns and
/// indexes by multi-row inserts, a transaction each, over so many connections, and nothing else: no look-up of keys, no
/// chain, no heads, no queue.
/// </summary>
public sealed class RawPostgresAppends : IAsyncDisposable
{
    private const string Schema = "raw_appends";

    private const string Insert =
        """
        INSERT INTO event_log (position, time, recorded_at, source, type, subject, id, digest, chain, data)
        SELECT position, time, time, 1, 1, subject, id, digest, digest, data
        FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::bytea[], $6::bytea[])
            AS planned (position, time, subject, id, digest, data)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly long[] _offsets;
    private readonly int _connections;

    private RawPostgresAppends(NpgsqlDataSource source, int partitionCount, int connections)
    {
        _source = source;
        _offsets = new long[partitionCount];
        _connections = connections;
    }

    /// <summary>Makes the log's own tables again, beside those of the log.</summary>
    public static async Task<RawPostgresAppends> Open(string connectionString, int partitionCount, int connections)
    {
        var described = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = Schema,
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 2,
        };
        var source = NpgsqlDataSource.Create(described);
        await using var create = source.CreateCommand($"CREATE SCHEMA {Schema}");
        await create.ExecuteNonQueryAsync();
        await using var tables = source.CreateCommand(await Script());
        await tables.ExecuteNonQueryAsync();
        return new RawPostgresAppends(source, partitionCount, connections);
    }

    /// <summary>Inserts all batches; each connection takes the next one that no other has.</summary>
    public Task Append(IReadOnlyList<IReadOnlyList<NewEvent>> batches)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, _connections).Select(_ => Task.Run(async () =>
        {
            await using var connection = await _source.OpenConnectionAsync();
            for (var i = Interlocked.Increment(ref next); i < batches.Count; i = Interlocked.Increment(ref next))
                await Append(connection, batches[i]);
        })));
    }

    public async Task<long> Count()
    {
        await using var count = _source.CreateCommand("SELECT count(*) FROM event_log");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task Append(NpgsqlConnection connection, IReadOnlyList<NewEvent> events)
    {
        await using var insert = connection.CreateCommand();
        insert.CommandText = Insert;
        Add(events.Select(Position).ToArray());
        Add(events.Select(item => item.Time.UtcTicks).ToArray());
        Add(events.Select(item => item.Subject).ToArray());
        Add(events.Select(item => item.Key.EventId).ToArray());
        Add(events.Select(item => item.Digest).ToArray());
        Add(events.Select(item => item.Data).ToArray());
        await insert.ExecuteNonQueryAsync();

        void Add<T>(T[] values) => insert.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values });
    }

    private long Position(NewEvent item) =>
        ((long)item.Partition << 40) | Interlocked.Increment(ref _offsets[item.Partition]);

    /// <summary>The script that makes the log's own tables.</summary>
    private static async Task<string> Script()
    {
        await using var script = typeof(SqlOptions).Assembly.GetManifestResourceStream("postgres/0001-event-log.sql")!;
        using var reader = new StreamReader(script);
        return await reader.ReadToEndAsync();
    }
}
