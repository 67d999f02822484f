using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Log;

namespace Supervision.Sql.Log;

/// <summary>Who read what, from the log in the SQLite file.</summary>
internal sealed class SqliteReadLog(SupervisionDatabase database) : IReadLog
{
    public Task<ImmutableArray<LoggedEvent>> Newest(ReadSpan span, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IReadLog.PageMax);
        return database.Readers.Read(session => database.Rows.Reads(session, span, limit), cancellation);
    }
}
