using Npgsql;
using Supervision.Sql.Postgres;
using Supervision.Tests;

namespace Supervision.Sql.Tests.Postgres;

/// <summary>A database set up as <c>deploy/postgres</c> says: roles, the schema by its owner, grants.</summary>
internal sealed class DeployedRoles : IDisposable
{
    // Roles are of the whole server: tests that run at once must not both make them.
    private static readonly Lock Making = new();

    private readonly PostgresTestDatabase _database = PostgresServer.Shared.Create();

    public DeployedRoles(TimeProvider time, int partitionCount = 4)
    {
        lock (Making)
            _database.Execute(Script("roles.sql"));
        PostgresDatabase.Migrate(
            new SqlOptions
            {
                Database = SqlDatabase.Postgres,
                ConnectionString = As("supervision_owner"),
                PartitionCount = partitionCount,
            },
            TestKeys.File,
            time);
        Grant();
    }

    /// <summary>As the servers of a deployment: in their role, with no right to migrate.</summary>
    public OpenedPostgres Open(TimeProvider time, int partitionCount = 4) => new(
        As("supervision_server"), time, partitionCount, options => options.Postgres.MigrateAtStart = false);

    public void Grant() => Execute("supervision_owner", Script(Path.Combine("grants", "grants.sql")));

    public int Execute(string role, string sql)
    {
        using var connection = new NpgsqlConnection(As(role));
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public string As(string role) => new NpgsqlConnectionStringBuilder(_database.ConnectionString)
    {
        Options = $"-c role={role}",
        Pooling = false,
    }.ConnectionString;

    public void Dispose() => _database.Dispose();

    private static string Script(string name) =>
        File.ReadAllText(Path.Combine(Repository.Root, "deploy", "postgres", name));
}
