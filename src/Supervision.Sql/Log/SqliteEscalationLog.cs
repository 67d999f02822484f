using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Log;

namespace Supervision.Sql.Log;

/// <summary>The facts about cases, from the log in the SQLite file.</summary>
internal sealed class SqliteEscalationLog(SupervisionDatabase database) : IEscalationLog
{
    public Task<ImmutableArray<LoggedEvent>> After(
        ImmutableArray<long> afterOffsets, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IEscalationLog.PageMax);
        return database.Readers.Read<ImmutableArray<LoggedEvent>>(
            session =>
            [
                .. afterOffsets.SelectMany((offset, partition) =>
                    database.Rows.Escalations(session, partition, offset, limit)),
            ],
            cancellation);
    }
}
