using System.Collections.Immutable;
using Supervision.Access.Keys;

namespace Supervision.Sql.Accounts;

/// <summary>
/// Finds keys by one prepared query: with a key this is asked at every request, and all that stands between it and
/// the database would be paid as often.
/// </summary>
internal interface IKeyRows
{
    Task<ImmutableArray<ApiKey>> Find(IReadOnlyCollection<string> ids, CancellationToken cancellation);
}
