using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;
using Supervision.Benchmarks.Databases;
using Supervision.Log;
using Supervision.Sql;

namespace Supervision.Benchmarks.Erasing;

/// <summary>
/// Where the bytes of a database are: the files of a folder and their copy; of PostgreSQL on this machine the files of
/// the database, its write-ahead log, and a dump.
/// </summary>
internal sealed class StoredPlaces(MeasuredData data)
{
    public const string DataFolder = "data";

    private const string Select = "SELECT data FROM event_log WHERE position = ";

    private string? _backUp;

    private string Folder => Path.Combine(data.Folder, DataFolder);

    /// <summary>A payload as it rests.</summary>
    public async Task<byte[]> Resting(LogPosition position)
    {
        // The number of a position is that of the log: partition, then offset.
        var number = ((long)position.Partition << 40) | position.Offset;
        if (data.ConnectionString is { } connection)
            return (byte[])(await Scalar(connection, Select + number))!;

        await using var file = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(Folder, "supervision.db"),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ToString());
        await file.OpenAsync();
        await using var select = file.CreateCommand();
        select.CommandText = Select + number;
        return (byte[])(await select.ExecuteScalarAsync())!;
    }

    /// <summary>Brings what PostgreSQL has in memory to its files, and begins a further file of its log.</summary>
    public async Task Settle()
    {
        if (data.ConnectionString is not { } connection)
            return;

        await Scalar(connection, "CHECKPOINT");
        await Scalar(connection, "SELECT pg_switch_wal()");
    }

    /// <summary>Makes a back-up, which is a place from then on.</summary>
    public async Task BackUp()
    {
        _backUp = Path.Combine(data.Folder, "back-up");
        if (data.ConnectionString is not { } connection)
        {
            DataFolderBackup.Write(Folder, _backUp);
            return;
        }

        var at = new NpgsqlConnectionStringBuilder(connection);
        Directory.CreateDirectory(_backUp);
        var dump = new ProcessStartInfo(
            "pg_dump", ["--format=plain", $"--file={Path.Combine(_backUp, "dump.sql")}"]);
        dump.Environment["PGHOST"] = at.Host;
        dump.Environment["PGPORT"] = FormattableString.Invariant($"{at.Port}");
        dump.Environment["PGUSER"] = at.Username;
        dump.Environment["PGPASSWORD"] = at.Password;
        dump.Environment["PGDATABASE"] = at.Database;
        using var process = Process.Start(dump)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException("pg_dump failed.");
    }

    public IEnumerable<(string Kind, IReadOnlyList<string> Files)> Files()
    {
        if (_backUp is not null)
            return [("back-up", Directory.GetFiles(_backUp))];
        if (data.ConnectionString is not { } connection)
            return
            [
                ("data files", [.. Directory.GetFiles(Folder, "*.db"), .. Directory.GetFiles(Folder, "*.db-wal")]),
            ];

        var server = (string)Scalar(connection, "SHOW data_directory").GetAwaiter().GetResult()!;
        return
        [
            ("data files", Directory.GetFiles(Path.Combine(server, "base"), "*", SearchOption.AllDirectories)),
            ("write-ahead log", Directory.GetFiles(Path.Combine(server, "pg_wal"))),
        ];
    }

    private static async Task<object?> Scalar(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 300;
        return await command.ExecuteScalarAsync();
    }
}
