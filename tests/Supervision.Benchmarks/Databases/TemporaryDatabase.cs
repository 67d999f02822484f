using Npgsql;

namespace Supervision.Benchmarks.Databases;

/// <summary>A database that is made for a run and dropped after it, with whoever is still connected.</summary>
internal sealed class TemporaryDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private TemporaryDatabase(string server, string name)
    {
        _server = server;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<TemporaryDatabase> Create(string server, string name)
    {
        await Execute(server, $"CREATE DATABASE {name} TEMPLATE template0");
        return new TemporaryDatabase(server, name);
    }

    /// <summary>Bytes on disk of tables with their indexes, largest first.</summary>
    public async Task<IReadOnlyList<(string Table, long Bytes)>> Sizes()
    {
        await using var connection = await Open(ConnectionString);
        await using var select = connection.CreateCommand();
        select.CommandText =
            """
            SELECT relname, pg_total_relation_size(oid) AS bytes FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY bytes DESC
            """;
        await using var rows = await select.ExecuteReaderAsync();
        var sizes = new List<(string, long)>();
        while (await rows.ReadAsync())
            sizes.Add((rows.GetString(0), rows.GetInt64(1)));
        return sizes;
    }

    /// <summary>What the server has used of this machine, for all its databases.</summary>
    public async Task<TimeSpan?> ProcessorTime()
    {
        await using var connection = await Open(ConnectionString);
        return (await PostgresProcessorTime.Of(connection)).Now();
    }

    public async ValueTask DisposeAsync() => await Execute(_server, $"DROP DATABASE {_name} WITH (FORCE)");

    private static async Task Execute(string server, string sql)
    {
        await using var connection = await Open(server);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<NpgsqlConnection> Open(string connectionString)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
