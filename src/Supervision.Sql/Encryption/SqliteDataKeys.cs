using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Encryption;

/// <summary>Data keys in the file of the log. Seldom used, so each call has a connection of its own.</summary>
internal sealed class SqliteDataKeys(string file, TimeSpan busyTimeout) : IDataKeyRows
{
    private const string SelectTable = "SELECT count(*) FROM sqlite_master WHERE name = 'data_key'";

    public IReadOnlyList<DataKeyRow> All()
    {
        using var session = Session.ForReading(file, busyTimeout);
        // A file opened for reading may be of before there were keys.
        return session.Prepared(SelectTable).All(row => row.Int(0))[0] == 0
            ? []
            : session.Prepared("SELECT number, wrapped_by, wrapped, made_at FROM data_key ORDER BY number")
                .All(row => new DataKeyRow(row.Int(0), row.Text(1), row.Blob(2), row.Long(3)));
    }

    public bool TryAdd(DataKeyRow row)
    {
        using var session = Session.ForWriting(file, busyTimeout);
        return session.Prepared(
                "INSERT INTO data_key (number, wrapped_by, wrapped, made_at) VALUES (?1, ?2, ?3, ?4) "
                + "ON CONFLICT DO NOTHING")
            .Bind(1, row.Number).Bind(2, row.WrappedBy).Bind(3, row.Wrapped).Bind(4, row.MadeAt).Execute() == 1;
    }

    public void Rewrap(DataKeyRow row)
    {
        using var session = Session.ForWriting(file, busyTimeout);
        session.Prepared("UPDATE data_key SET wrapped_by = ?2, wrapped = ?3 WHERE number = ?1")
            .Bind(1, row.Number).Bind(2, row.WrappedBy).Bind(3, row.Wrapped).Execute();
    }

    public void Remove(int number)
    {
        using var session = Session.ForWriting(file, busyTimeout);
        session.Prepared("DELETE FROM data_key WHERE number = ?1").Bind(1, number).Execute();
    }
}
