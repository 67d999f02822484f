using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Supervision.Sql.GrainStorage;

/// <summary>
/// Hands Orleans one open connection at a time. SQLite has one writer anyway; without the gate its driver waits for a
/// lock by sleeping on the scheduler's thread, and sixteen that write at once are slower than one.
/// </summary>
internal sealed class GatedSqliteDataSource : DbDataSource
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly string _pragmas;

    public GatedSqliteDataSource(string file, TimeSpan busyTimeout)
    {
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
        }.ToString();
        _pragmas = string.Create(
            CultureInfo.InvariantCulture,
            $"PRAGMA synchronous = FULL; PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}");
    }

    public override string ConnectionString { get; }

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override DbConnection OpenDbConnection() =>
        _gate.Wait(WaitMax) ? OpenHeld() : throw Waited();

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken) =>
        await _gate.WaitAsync(WaitMax, cancellationToken) ? OpenHeld() : throw Waited();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            using var connection = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(connection);
        }

        base.Dispose(disposing);
    }

    private static TimeoutException Waited() =>
        new("The connection for grain storage was not free within 30 seconds.");

    private SqliteConnection OpenHeld()
    {
        var connection = new SqliteConnection(ConnectionString);
        var isOpen = false;
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText = _pragmas;
            pragmas.ExecuteNonQuery();
            connection.StateChange += Release;
            isOpen = true;
            return connection;
        }
        finally
        {
            if (!isOpen)
            {
                connection.Dispose();
                _gate.Release();
            }
        }
    }

    private void Release(object sender, StateChangeEventArgs change)
    {
        if (change.CurrentState != ConnectionState.Closed)
            return;
        ((SqliteConnection)sender).StateChange -= Release;
        _gate.Release();
    }
}
