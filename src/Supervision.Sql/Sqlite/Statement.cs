using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Supervision.Sql.ReadModel;

namespace Supervision.Sql.Sqlite;

/// <summary>
/// A statement prepared once and run often, bound through the native calls: on the path of an event the parameter
/// objects of ADO.NET cost more than the insert. Parameters count from 1, columns from 0. For one thread at a time.
/// </summary>
internal sealed class Statement : IRow, IDisposable
{
    private const int StackBytesMax = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, long? value) =>
        value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public Statement Bind(int parameter, string? value)
    {
        if (value is null)
            return BindNull(parameter);

        var length = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = length > StackBytesMax ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> utf8 = rented ?? stackalloc byte[StackBytesMax];
        length = Encoding.UTF8.GetBytes(value, utf8);
        Check(raw.sqlite3_bind_text(_statement, parameter, utf8[..length]));
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    /// <summary>Goes to the next row; false when there is none, and the statement is ready to be bound again.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;

        var reset = raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE)
            Check(reset != raw.SQLITE_OK ? reset : result);
        return false;
    }

    /// <summary>Runs to the end, and tells how many rows it changed.</summary>
    public int Execute()
    {
        while (Step())
        {
        }

        return raw.sqlite3_changes(_database);
    }

    /// <summary>All rows, each made into something.</summary>
    public ImmutableArray<T> All<T>(Func<Statement, T> one)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        while (Step())
            rows.Add(one(this));
        return rows.DrainToImmutable();
    }

    /// <summary>Ends a statement whose further rows are not wanted.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public int Int(int column) => raw.sqlite3_column_int(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public byte[] Blob(int column) => raw.sqlite3_column_blob(_statement, column).ToArray();

    /// <summary>The bytes where they are, until the statement goes on.</summary>
    public ReadOnlySpan<byte> BlobInPlace(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
