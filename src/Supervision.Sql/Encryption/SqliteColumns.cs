using System.Text;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Encryption;

/// <summary>The columns of payloads in the two files.</summary>
internal static class SqliteColumns
{
    public static IReadOnlyList<IPayloadColumn> Of(SupervisionDatabase database, TimeSpan busyTimeout) =>
    [
        new SqliteColumn(
            "event_log", database.Keys, PayloadKind.Event, Written(database),
            "SELECT position, digest, data FROM event_log WHERE position > ?1 AND data IS NOT NULL "
            + "ORDER BY position LIMIT ?2",
            "UPDATE event_log SET data = ?2 WHERE position = ?1",
            row => row.Blob(1)),
        new SqliteColumn(
            "referent_snapshot", database.Keys, PayloadKind.Snapshot, Written(database),
            "SELECT number, referent, state FROM referent_snapshot WHERE number > ?1 ORDER BY number LIMIT ?2",
            "UPDATE referent_snapshot SET state = ?2 WHERE number = ?1",
            row => Encoding.UTF8.GetBytes(row.Text(1))),
        new SqliteColumn(
            "outbox", database.Keys, PayloadKind.Outbox, Written(database),
            "SELECT number, referent || ' ' || position || ' ' || rule, payload FROM outbox "
            + "WHERE number > ?1 AND payload <> '' ORDER BY number LIMIT ?2",
            "UPDATE outbox SET payload = ?2 WHERE number = ?1",
            row => Encoding.UTF8.GetBytes(row.Text(1)), isText: true),
        new SqliteColumn(
            "OrleansStorage", database.Keys, PayloadKind.Grain, WrittenTo(database, busyTimeout),
            "SELECT rowid, GrainTypeString || ' ' || GrainIdN0 || ' ' || GrainIdN1 || ' ' || GrainIdExtensionString, "
            + "PayloadBinary FROM OrleansStorage WHERE rowid > ?1 AND PayloadBinary IS NOT NULL "
            + "ORDER BY rowid LIMIT ?2",
            "UPDATE OrleansStorage SET PayloadBinary = ?2 WHERE rowid = ?1",
            row => Encoding.UTF8.GetBytes(row.Text(1))),
    ];

    /// <summary>By the writer of the log, between appends.</summary>
    private static SqliteColumn.Writing Written(SupervisionDatabase database) => (rows, write, cancellation) =>
        database.Writer.Write(WriteQueue.Flushes, rows, write, cancellation);

    /// <summary>By a connection of its own, beside that of Orleans.</summary>
    private static SqliteColumn.Writing WrittenTo(SupervisionDatabase database, TimeSpan busyTimeout) =>
        (_, write, cancellation) =>
        Task.Run(
            () =>
            {
                using var session = Session.ForWriting(database.GrainFile, busyTimeout);
                session.Execute("BEGIN IMMEDIATE");
                var page = write(session);
                session.Execute("COMMIT");
                return page;
            },
            cancellation);
}

/// <summary>A column of one table, walked by a number.</summary>
internal sealed class SqliteColumn(
    string name, KeyRing keys, PayloadKind kind, SqliteColumn.Writing writing, string select, string update,
    Func<Statement, byte[]> rowOf, bool isText = false) : IPayloadColumn
{
    /// <summary>How a page is written: in one transaction.</summary>
    public delegate Task<ColumnPage> Writing(
        int rows, Func<Session, ColumnPage> write, CancellationToken cancellation);

    public string Name => name;

    public Task<ColumnPage> Rewrite(object? after, int limit, CancellationToken cancellation) =>
        writing(limit, session => Rewrite(session, (long?)after ?? 0, limit), cancellation);

    private ColumnPage Rewrite(Session session, long after, int limit)
    {
        var page = session.Prepared(select).Bind(1, after).Bind(2, limit)
            .All(row => (Number: row.Long(0), Row: rowOf(row), Payload: Payload(row)));
        var rewritten = 0;
        foreach (var (number, row, payload) in page)
        {
            if (KeyRing.KeyOf(payload) == keys.Current)
                continue;
            var anew = keys.Seal(kind, row, keys.Open(kind, row, payload));
            var statement = session.Prepared(update).Bind(1, number);
            (isText ? statement.Bind(2, Convert.ToBase64String(anew)) : statement.Bind(2, anew)).Execute();
            rewritten++;
        }

        return new ColumnPage(page.Length < limit ? null : page[^1].Number, page.Length, rewritten);
    }

    private byte[] Payload(Statement row) => isText ? KeyRing.BytesOfText(row.Text(2)) : row.Blob(2);
}
