using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Encryption;

/// <summary>Remembers under which data key everything is, so that a start need not look at every payload.</summary>
internal static class SealedMark
{
    private const string Name = "sealed_with";

    public static Task<int?> Read(SupervisionDatabase database, CancellationToken cancellation) =>
        database.Readers.Read(session =>
        {
            var found = session.Prepared("SELECT value FROM log_setting WHERE name = ?1").Bind(1, Name)
                .All(row => row.Int(0));
            return found.IsEmpty ? (int?)null : found[0];
        },
        cancellation);

    public static Task Write(SupervisionDatabase database, int key, CancellationToken cancellation) =>
        database.Writer.Write(
            WriteQueue.Flushes,
            1,
            session => session.Prepared(
                "INSERT INTO log_setting (name, value) VALUES (?1, ?2) "
                + "ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .Bind(1, Name).Bind(2, key).Execute(),
            cancellation);
}
