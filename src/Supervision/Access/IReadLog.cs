using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Access;

/// <summary>Who read what, as the log has it: found by referent, or by time over all.</summary>
public interface IReadLog
{
    const int PageMax = 1_000;

    /// <summary>Records, the newest first, by when they were recorded and then by position.</summary>
    Task<ImmutableArray<LoggedEvent>> Newest(ReadSpan span, int limit, CancellationToken cancellation);
}

/// <summary>Which records of reading.</summary>
/// <param name="Referent">Of this dossier alone; null for all and for lists.</param>
/// <param name="From">Recorded at or after this.</param>
/// <param name="Until">Recorded before this.</param>
/// <param name="Before">Only what comes after this record in the order, the newest first.</param>
public sealed record ReadSpan(ReferentId? Referent, DateTimeOffset From, DateTimeOffset Until, ReadMark? Before);

/// <summary>A place in the order of records.</summary>
public sealed record ReadMark(DateTimeOffset RecordedAt, LogPosition Position);
