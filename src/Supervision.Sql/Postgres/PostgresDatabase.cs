using Npgsql;
using Supervision.Sql.Encryption;
using Supervision.Sql.Postgres.Encryption;

namespace Supervision.Sql.Postgres;

/// <summary>
/// A database of ours on a PostgreSQL server: checked, of this program's schema, with a bounded number of connections.
/// </summary>
internal sealed class PostgresDatabase : IDisposable, IAsyncDisposable
{
    private const int StatementsPreparedMax = 100;

    private PostgresDatabase(SqlOptions options, KeyRing keys, TimeProvider time, int partitionCount)
    {
        Keys = keys;
        Options = options;
        Time = time;
        PartitionCount = partitionCount;
        Source = NpgsqlDataSource.Create(Described(options, "supervision", options.Postgres.ConnectionsMax));
    }

    /// <summary>Connections for everything but appends to the log.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>What payloads are sealed with.</summary>
    public KeyRing Keys { get; }

    public required IDataKeyRows DataKeys { get; init; }

    public SqlOptions Options { get; }

    public TimeProvider Time { get; }

    public int PartitionCount { get; }

    public PostgresNameTables Names { get; } = new();

    /// <summary>The scripts that opening it applied.</summary>
    public IReadOnlyList<string> Migrated { get; private init; } = [];

    /// <exception cref="UnusableDataException">Out of reach, not of this schema, or partitioned otherwise.</exception>
    public static PostgresDatabase Open(SqlOptions options, IKeyEncryption wrapping, TimeProvider time) =>
        Open(options, wrapping, time, options.Postgres.MigrateAtStart);

    /// <summary>Brings the schema up to date whatever the options say about a start; the scripts applied.</summary>
    public static IReadOnlyList<string> Migrate(SqlOptions options, IKeyEncryption wrapping, TimeProvider time)
    {
        using var database = Open(options, wrapping, time, migrates: true);
        return database.Migrated;
    }

    /// <summary>Runs a query on a connection of the pool.</summary>
    /// <exception cref="StoreUnavailableException">The server is away, or has no connection free.</exception>
    public async Task<T> Run<T>(
        Func<NpgsqlConnection, CancellationToken, Task<T>> query, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await Source.OpenConnectionAsync(cancellation);
            return await query(connection, cancellation);
        }
        catch (Exception failure) when (PostgresFailures.IsPassing(failure))
        {
            throw PostgresFailures.Known(failure);
        }
    }

    /// <summary>
    /// Refuses a database that other processes of this program are connected to; to be asked before this one opens
    /// more connections than the one that asks.
    /// </summary>
    /// <exception cref="UnusableDataException">There are others.</exception>
    public void RefuseCompany()
    {
        try
        {
            using var select = Source.CreateCommand(
                """
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                    AND application_name LIKE 'supervision%' AND application_name <> 'supervision-start'
                """);
            if (select.ExecuteScalar() is > 0L)
                throw new UnusableDataException(
                    "Other processes of Supervision are connected to the database. Stop all silos and gateways first.");
        }
        catch (Exception failure) when (PostgresFailures.IsPassing(failure))
        {
            throw PostgresFailures.AtStart(failure);
        }
    }

    /// <summary>The tables that payloads rest in, and those that say in clear of whom, each written anew.</summary>
    public void Compact()
    {
        using var connection = Source.OpenConnection();
        foreach (var table in (ReadOnlySpan<string>)
            [
                "event_log", "referent_snapshot", "outbox", "OrleansStorage", "referent_register", "referent_risk",
                "risk_change", "quarantine", "escalation",
            ])
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"VACUUM (FULL, ANALYZE) {table}";
            command.CommandTimeout = (int)Options.Postgres.MigrationTimeout.TotalSeconds;
            command.ExecuteNonQuery();
        }
    }

    public void Dispose()
    {
        Source.Dispose();
        Keys.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        Keys.Dispose();
    }

    /// <summary>The connection string of the options, within the limits of the options.</summary>
    internal static NpgsqlConnectionStringBuilder Described(SqlOptions options, string name, int connectionsMax)
    {
        var described = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = name,
            Pooling = true,
            MaxPoolSize = connectionsMax,
            Timeout = (int)options.Postgres.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)options.Postgres.CommandTimeout.TotalSeconds,
            MaxAutoPrepare = StatementsPreparedMax,
            AutoPrepareMinUsages = 2,
            Enlist = false,
            NoResetOnClose = true, // Nothing here changes a session; to reset one takes seven statements a query.
            IncludeErrorDetail = false, // It would put the content of rows into messages.
            TcpKeepAlive = true,
        };
        if (options.ReadOnly)
            described.Options = $"{described.Options} -c default_transaction_read_only=on".TrimStart();
        return described;
    }

    private static PostgresDatabase Open(
        SqlOptions options, IKeyEncryption wrapping, TimeProvider time, bool migrates)
    {
        try
        {
            var described = Described(options, "supervision-start", 1);
            described.Pooling = false;
            using var connection = new NpgsqlConnection(described.ConnectionString);
            connection.Open();
            if (!options.ReadOnly)
                RefuseForgetful(connection);
            var migrator = new PostgresMigrator(connection, time, options.Postgres.MigrationTimeout);
            IReadOnlyList<string> migrated = [];
            if (migrates && !options.ReadOnly)
                migrated = migrator.Apply(options.PartitionCount);
            else
                migrator.RefuseOther(options.ReadOnly ? null : options.PartitionCount);

            var count = PostgresPartitions.Stored(connection)!.Value;
            var rows = new PostgresDataKeys(described.ConnectionString);
            var keys = KeyRing.Open(rows, wrapping, options.Encryption.Enabled, makes: !options.ReadOnly, time);
            return new PostgresDatabase(options, keys, time, count) { Migrated = migrated, DataKeys = rows };
        }
        catch (Exception failure) when (failure is NpgsqlException or ArgumentException or TimeoutException)
        {
            throw failure is ArgumentException
                ? new UnusableDataException("The connection string is not one of PostgreSQL.", failure)
                : PostgresFailures.AtStart(failure);
        }
    }

    // An answer would promise what a crash of the server can take back.
    private static void RefuseForgetful(NpgsqlConnection connection)
    {
        using var show = connection.CreateCommand();
        show.CommandText = "SHOW synchronous_commit";
        if (show.ExecuteScalar() is "off")
            throw new UnusableDataException(
                "The database has synchronous_commit = off, so it may forget what it has acknowledged. Turn it on.");
    }
}
