using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Supervision.Sql.Sqlite;

/// <summary>One connection and the statements prepared on it. For one thread at a time.</summary>
internal sealed class Session : IDisposable
{
    private const int StatementsMax = 200;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = [];

    private Session(SqliteConnection connection) => _connection = connection;

    public sqlite3 Handle => _connection.Handle!;

    /// <summary>A transaction is open: it was begun, and neither ended nor was ended by an error.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    /// <summary>
    /// The connection that writes. Durable to the disk at every commit; pages go from the write-ahead log to the
    /// file in larger steps than by default, so that an index page changed often is written once a step. The file is
    /// for its owner alone.
    /// </summary>
    public static Session ForWriting(string file, TimeSpan busyTimeout)
    {
        OwnFiles.Close(file);
        return Open(
            file,
            SqliteOpenMode.ReadWriteCreate,
            $"""
            PRAGMA page_size = 8192;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA secure_delete = ON;
            PRAGMA wal_autocheckpoint = 12000;
            PRAGMA journal_size_limit = 268435456;
            PRAGMA cache_size = -131072;
            PRAGMA temp_store = MEMORY;
            PRAGMA busy_timeout = {Milliseconds(busyTimeout)};
            """);
    }

    public static Session ForReading(string file, TimeSpan busyTimeout) => Open(
        file,
        SqliteOpenMode.ReadOnly,
        $"""
        PRAGMA query_only = ON;
        PRAGMA cache_size = -16384;
        PRAGMA mmap_size = 1073741824;
        PRAGMA temp_store = MEMORY;
        PRAGMA busy_timeout = {Milliseconds(busyTimeout)};
        """);

    /// <summary>The statement of this text, prepared the first time.</summary>
    public Statement Prepared(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement))
            return statement;

        if (_statements.Count >= StatementsMax)
            DropStatements();
        statement = new Statement(Handle, sql);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Ends every statement that an error left half run; a transaction cannot end before.</summary>
    public void ResetStatements()
    {
        foreach (var statement in _statements.Values)
            statement.Reset();
    }

    public void Execute(string sql)
    {
        var result = raw.sqlite3_exec(Handle, sql);
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, Handle);
    }

    public void Dispose()
    {
        DropStatements();
        _connection.Dispose();
    }

    private static Session Open(string file, SqliteOpenMode mode, string pragmas)
    {
        var name = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString();
        var session = new Session(new SqliteConnection(name));
        try
        {
            session._connection.Open();
            session.Execute(pragmas);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static string Milliseconds(TimeSpan span) =>
        ((int)span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private void DropStatements()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }
}
