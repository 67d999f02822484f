using System.Collections.Immutable;
using Supervision.Access.Keys;
using Supervision.Sql.Postgres;
using Supervision.Sql.Postgres.ReadModel;

namespace Supervision.Sql.Accounts;

/// <summary>Keys on a server.</summary>
internal sealed class PostgresKeyRows(PostgresDatabase database) : IKeyRows
{
    private const string SelectOne = $"SELECT {KeyRow.Columns} FROM api_key WHERE id = $1";

    private const string SelectSome = $"SELECT {KeyRow.Columns} FROM api_key WHERE id = ANY($1)";

    // Nearly always it is one key that sends, and a plain comparison is what the server plans best.
    public Task<ImmutableArray<ApiKey>> Find(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        database.Run(
            (connection, stop) => (ids.Count == 1
                    ? connection.Command(SelectOne).With(ids.First())
                    : connection.Command(SelectSome).With(ids.ToArray()))
                .All(row => KeyRow.Read(row).ToKey(), stop),
            cancellation);
}
