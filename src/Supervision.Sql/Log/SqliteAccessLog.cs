using System.Collections.Immutable;
using Supervision.Access.Changes;
using Supervision.Log;

namespace Supervision.Sql.Log;

/// <summary>Who was given what access, from the log in the SQLite file.</summary>
internal sealed class SqliteAccessLog(SupervisionDatabase database) : IAccessLog
{
    public Task<ImmutableArray<LoggedEvent>> Newest(AccessSpan span, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IAccessLog.PageMax);
        return database.Readers.Read(session => database.Rows.Access(session, span, limit), cancellation);
    }
}
