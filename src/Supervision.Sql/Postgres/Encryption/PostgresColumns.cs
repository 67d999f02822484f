using System.Text;
using Npgsql;
using Supervision.Sql.Encryption;
using Supervision.Sql.Postgres.ReadModel;

namespace Supervision.Sql.Postgres.Encryption;

/// <summary>The columns of payloads on a server.</summary>
internal static class PostgresColumns
{
    public static IReadOnlyList<IPayloadColumn> Of(PostgresDatabase database) =>
    [
        new PostgresColumn<long>(
            "event_log", database, PayloadKind.Event, long.MinValue,
            "SELECT position, digest, data FROM event_log WHERE position > $1 AND data IS NOT NULL "
            + "ORDER BY position LIMIT $2 FOR UPDATE",
            "UPDATE event_log SET data = given.payload FROM unnest($1, $2) AS given (mark, payload) "
            + "WHERE position = given.mark"),
        new PostgresColumn<string>(
            "referent_snapshot", database, PayloadKind.Snapshot, "",
            "SELECT referent, referent, state FROM referent_snapshot WHERE referent > $1 "
            + "ORDER BY referent LIMIT $2 FOR UPDATE",
            "UPDATE referent_snapshot SET state = given.payload FROM unnest($1, $2) AS given (mark, payload) "
            + "WHERE referent = given.mark"),
        new PostgresColumn<long>(
            "outbox", database, PayloadKind.Outbox, long.MinValue,
            "SELECT number, referent || ' ' || position || ' ' || rule, payload FROM outbox "
            + "WHERE number > $1 AND payload <> '' ORDER BY number LIMIT $2 FOR UPDATE",
            "UPDATE outbox SET payload = encode(given.payload, 'base64') FROM unnest($1, $2) AS given (mark, payload) "
            + "WHERE number = given.mark"),
        new PostgresColumn<string>(
            "OrleansStorage", database, PayloadKind.Grain, "",
            $"""
            SELECT {Grain}, {Grain}, PayloadBinary FROM OrleansStorage
            WHERE {Grain} > $1 AND PayloadBinary IS NOT NULL ORDER BY {Grain} LIMIT $2 FOR UPDATE
            """,
            $"UPDATE OrleansStorage SET PayloadBinary = given.payload FROM unnest($1, $2) AS given (mark, payload) "
            + $"WHERE {Grain} = given.mark"),
    ];

    private const string Grain =
        "(GrainTypeString || ' ' || GrainIdN0 || ' ' || GrainIdN1 || ' ' || GrainIdExtensionString)";
}

/// <summary>A column of one table, walked by what its rows are known by.</summary>
internal sealed class PostgresColumn<TMark>(
    string name, PostgresDatabase database, PayloadKind kind, TMark start, string select, string update)
    : IPayloadColumn
    where TMark : notnull
{
    public string Name => name;

    public Task<ColumnPage> Rewrite(object? after, int limit, CancellationToken cancellation) =>
        database.Run(
            async (connection, stop) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(stop);
                var page = await Page(connection, after is TMark mark ? mark : start, limit, stop);
                var anew = page
                    .Where(row => KeyRing.KeyOf(row.Payload) != database.Keys.Current)
                    .Select(row => (row.Mark, Payload: database.Keys.Seal(
                        kind, row.Row, database.Keys.Open(kind, row.Row, row.Payload))))
                    .ToList();
                if (anew.Count > 0)
                    await connection.Command(update)
                        .With(anew.Select(row => row.Mark).ToArray())
                        .With(anew.Select(row => row.Payload).ToArray())
                        .Execute(stop);
                await transaction.CommitAsync(stop);
                return new ColumnPage(page.Count < limit ? null : page[^1].Mark, page.Count, anew.Count);
            },
            cancellation);

    private async Task<List<(TMark Mark, byte[] Row, byte[] Payload)>> Page(
        NpgsqlConnection connection, TMark after, int limit, CancellationToken cancellation)
    {
        await using var command = connection.Command(select).With(after).With(limit);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var page = new List<(TMark, byte[], byte[])>();
        while (await rows.ReadAsync(cancellation))
        {
            page.Add((
                rows.GetFieldValue<TMark>(0),
                rows.GetFieldType(1) == typeof(string)
                    ? Encoding.UTF8.GetBytes(rows.GetString(1))
                    : rows.GetFieldValue<byte[]>(1),
                rows.GetFieldType(2) == typeof(string)
                    ? KeyRing.BytesOfText(rows.GetString(2))
                    : rows.GetFieldValue<byte[]>(2)));
        }

        return page;
    }
}
