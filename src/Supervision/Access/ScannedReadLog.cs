using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Access;

/// <summary>Finds records of reading by walking a whole log: for a log in memory.</summary>
public sealed class ScannedReadLog(IEventLog log) : IReadLog
{
    public async Task<ImmutableArray<LoggedEvent>> Newest(ReadSpan span, int limit, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IReadLog.PageMax);
        var found = new List<LoggedEvent>();
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            var after = 0L;
            while (await log.ReadPartition(partition, after, LogLimits.PageMax, cancellation)
                is { IsEmpty: false } page)
            {
                found.AddRange(page.Where(logged => IsIn(span, logged)));
                after = page[^1].Position.Offset;
            }
        }

        return [.. found.OrderByDescending(Order).Take(limit)];
    }

    private static bool IsIn(ReadSpan span, LoggedEvent logged) =>
        DossierRead.IsSubject(logged.Subject)
        && (span.Referent is not { } referent || logged.Subject == DossierRead.SubjectOf(referent))
        && logged.RecordedAt >= span.From && logged.RecordedAt < span.Until
        && (span.Before is not { } mark
            || Order(logged).CompareTo((mark.RecordedAt, mark.Position.Partition, mark.Position.Offset)) < 0);

    private static (DateTimeOffset, int, long) Order(LoggedEvent logged) =>
        (logged.RecordedAt, logged.Position.Partition, logged.Position.Offset);
}
