using System.Collections.Immutable;
using Supervision.Access.Keys;

namespace Supervision.Sql.Accounts;

/// <summary>Keys in the file of the accounts.</summary>
internal sealed class SqliteKeyRows(AccountFile file) : IKeyRows
{
    private const string SelectOne = $"SELECT {KeyRow.Columns} FROM api_key WHERE id = ?1";

    public Task<ImmutableArray<ApiKey>> Find(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        file.Readers.Read<ImmutableArray<ApiKey>>(
            session => [.. ids.SelectMany(id =>
                session.Prepared(SelectOne).Bind(1, id).All(row => KeyRow.Read(row).ToKey()))],
            cancellation);
}
