using Npgsql;

namespace Supervision.Sql.Tests.Postgres;

/// <summary>A database of one test or test class, gone afterwards, with whoever is still connected.</summary>
internal sealed class PostgresTestDatabase(PostgresServer server, string name, string connectionString) : IDisposable
{
    public string ConnectionString { get; } = connectionString;

    /// <summary>Runs SQL on a connection of its own.</summary>
    public int Execute(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    /// <summary>The one value that a query gives.</summary>
    public T Ask<T>(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    public void Dispose() => server.Execute($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    private NpgsqlConnection Open()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
