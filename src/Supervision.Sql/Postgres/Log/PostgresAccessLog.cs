using System.Collections.Immutable;
using Supervision.Access.Changes;
using Supervision.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>Who was given what access, from the log on PostgreSQL.</summary>
internal sealed class PostgresAccessLog(PostgresDatabase database) : IAccessLog
{
    private readonly PostgresRows _rows = new(database.Names, database.Keys);

    public Task<ImmutableArray<LoggedEvent>> Newest(AccessSpan span, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IAccessLog.PageMax);
        return database.Run(
            (connection, token) => _rows.Access(connection, span, limit, token), cancellation);
    }
}
