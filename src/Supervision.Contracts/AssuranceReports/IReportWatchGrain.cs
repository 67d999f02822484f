using System.Collections.Immutable;

namespace Supervision.Contracts.AssuranceReports;

/// <summary>
/// Hears from every gateway which reports it is at, so that one whose gateway is gone can be ended. There is one, under
/// one key; it keeps nothing, and one that is new gives every report its term again.
/// </summary>
[GrainInterfaceType("report-watch"), Alias("report-watch-grain")]
public interface IReportWatchGrain : IGrainWithStringKey
{
    /// <summary>Says which reports a gateway is at; gives those that nobody is at any more.</summary>
    /// <param name="unended">All on the log that have not ended.</param>
    /// <param name="term">After so long without a word a gateway is gone.</param>
    [Alias("look")]
    Task<ImmutableArray<string>> Look(
        ImmutableArray<string> atWork, ImmutableArray<string> unended, TimeSpan term, CancellationToken cancellation);
}

/// <summary>The typed way to the grain.</summary>
public static class ReportWatchGrains
{
    private const string OnlyKey = "reports";

    public static IReportWatchGrain ReportWatch(this IGrainFactory grains) =>
        grains.GetGrain<IReportWatchGrain>(OnlyKey);
}
