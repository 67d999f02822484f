using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>The facts about cases, from the log on PostgreSQL.</summary>
internal sealed class PostgresEscalationLog(PostgresDatabase database) : IEscalationLog
{
    private readonly PostgresRows _rows = new(database.Names, database.Keys);

    public Task<ImmutableArray<LoggedEvent>> After(
        ImmutableArray<long> afterOffsets, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IEscalationLog.PageMax);
        return database.Run(
            (connection, token) => _rows.Escalations(connection, afterOffsets, limit, token), cancellation);
    }
}
