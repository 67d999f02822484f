using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Supervision.Sql.Migrations;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Accounts;

/// <summary>
/// The accounts of a data folder, brought to the schema of this program. A file of its own, without the lock of the
/// folder: commands give people and services their access while a server runs.
/// </summary>
internal sealed class AccountFile : IDisposable
{
    public const string Scripts = "accounts/";

    private const int ReadersMax = 2;

    public AccountFile(IOptions<SqlOptions> options, TimeProvider time)
    {
        var file = DataFolder.AccountFileOf(Path.GetFullPath(options.Value.DataFolder));
        OwnFiles.MakeFolder(Path.GetDirectoryName(file)!);
        using (var session = Session.ForWriting(file, options.Value.BusyTimeout))
            Migrator.Apply(session, Scripts, time);
        Readers = new ReaderPool(file, ReadersMax, options.Value.BusyTimeout);
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            DefaultTimeout = (int)Math.Ceiling(options.Value.BusyTimeout.TotalSeconds),
        }.ToString();
    }

    public string ConnectionString { get; }

    /// <summary>Prepared queries, beside the connections of the stores.</summary>
    public ReaderPool Readers { get; }

    /// <summary>Lets the file go: the pool would hold it open after the host is gone.</summary>
    public void Dispose()
    {
        Readers.Dispose();
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
