using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Supervision.Log;
using Supervision.Sql;

namespace Supervision.Benchmarks;

/// <summary>
/// The baseline of every figure about writing: rows of the log put into a table with the same columns and indexes by
/// one writer, with native bind calls and nothing else: no checks, no chain, no queue, no reader.
/// </summary>
public sealed class RawAppends : IDisposable
{
    private const string Insert =
        """
        INSERT INTO event_log (position, subject, source, id, type, time, recorded_at, version,
            target_source, target_id, digest, chain, data)
        VALUES (?1, ?2, 1, ?3, 1, ?4, ?5, NULL, NULL, NULL, ?6, ?7, ?8)
        """;

    private readonly SqliteConnection _connection;
    private readonly long[] _offsets;
    private readonly byte[] _link = new byte[HashChain.LinkLength];

    /// <param name="folder">An empty folder; the file in it is the caller's to delete.</param>
    public RawAppends(string folder, int partitionCount)
    {
        _offsets = new long[partitionCount];
        _connection = new SqliteConnection($"Data Source={Path.Combine(folder, "raw.db")};Pooling=False");
        _connection.Open();
        Execute("PRAGMA page_size = 8192");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        Execute("PRAGMA wal_autocheckpoint = 12000");
        Execute("PRAGMA cache_size = -131072");
        Execute(Schema());
    }

    /// <summary>Inserts the events in one transaction.</summary>
    public void Append(IReadOnlyList<NewEvent> events)
    {
        Execute("BEGIN IMMEDIATE");
        Check(raw.sqlite3_prepare_v2(_connection.Handle, Insert, out var insert));
        using (insert)
        {
            foreach (var item in events)
                Append(insert, item);
        }

        Execute("COMMIT");
    }

    public long Count()
    {
        using var count = _connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM event_log";
        return Convert.ToInt64(count.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose() => _connection.Dispose();

    private void Append(sqlite3_stmt insert, NewEvent item)
    {
        var position = ((long)item.Partition << 40) | ++_offsets[item.Partition];
        Check(raw.sqlite3_bind_int64(insert, 1, position));
        Check(raw.sqlite3_bind_text(insert, 2, item.Subject));
        Check(raw.sqlite3_bind_text(insert, 3, item.Key.EventId));
        Check(raw.sqlite3_bind_int64(insert, 4, item.Time.UtcTicks));
        Check(raw.sqlite3_bind_int64(insert, 5, item.Time.UtcTicks));
        Check(raw.sqlite3_bind_blob(insert, 6, item.Digest.Span));
        Check(raw.sqlite3_bind_blob(insert, 7, _link));
        Check(raw.sqlite3_bind_blob(insert, 8, item.Data.Span));
        if (raw.sqlite3_step(insert) != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(raw.sqlite3_errcode(_connection.Handle), _connection.Handle);
        raw.sqlite3_reset(insert);
    }

    /// <summary>The script that makes the log's own tables.</summary>
    private static string Schema()
    {
        using var script = typeof(SqlOptions).Assembly.GetManifestResourceStream("0001-event-log.sql")!;
        using var reader = new StreamReader(script);
        return reader.ReadToEnd();
    }

    private void Execute(string sql) => Check(raw.sqlite3_exec(_connection.Handle, sql));

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _connection.Handle);
    }
}
