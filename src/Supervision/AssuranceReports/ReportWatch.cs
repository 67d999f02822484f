using System.Collections.Immutable;

namespace Supervision.AssuranceReports;

/// <summary>When a gateway last said that it is at a report.</summary>
public sealed record ReportWatch(ImmutableDictionary<string, DateTimeOffset> SeenAt)
{
    public static readonly ReportWatch Empty = new(ImmutableDictionary<string, DateTimeOffset>.Empty);

    /// <summary>
    /// Which reports nobody is at any more. One that was never heard of has the whole term from now: whoever is at it
    /// may not have said so yet, or to a watch that is no more.
    /// </summary>
    /// <param name="atWork">Those that one gateway is at.</param>
    /// <param name="unended">All on the log that have not ended; of others nothing is kept.</param>
    /// <param name="term">After so long without a word a gateway is gone.</param>
    public (ReportWatch Watch, ImmutableArray<string> Gone) Look(
        ImmutableArray<string> atWork, ImmutableArray<string> unended, TimeSpan term, DateTimeOffset now)
    {
        var seen = unended.Distinct().ToImmutableDictionary(
            report => report, report => atWork.Contains(report) ? now : SeenAt.GetValueOrDefault(report, now));
        return (new ReportWatch(seen), [.. unended.Where(report => now - seen[report] > term)]);
    }
}
