using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>Who read what, from the log on PostgreSQL.</summary>
internal sealed class PostgresReadLog(PostgresDatabase database) : IReadLog
{
    private readonly PostgresRows _rows = new(database.Names, database.Keys);

    public Task<ImmutableArray<LoggedEvent>> Newest(ReadSpan span, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IReadLog.PageMax);
        return database.Run(
            (connection, token) => _rows.Reads(connection, span, limit, token), cancellation);
    }
}
