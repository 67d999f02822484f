using System.Collections.Immutable;
using Supervision.AssuranceReports;
using Supervision.Contracts.AssuranceReports;

namespace Supervision.Grains.AssuranceReports;

/// <summary>The watch over reports that are being made.</summary>
[GrainType("report-watch")]
internal sealed class ReportWatchGrain(TimeProvider time) : Grain, IReportWatchGrain
{
    private ReportWatch _watch = ReportWatch.Empty;

    public Task<ImmutableArray<string>> Look(
        ImmutableArray<string> atWork, ImmutableArray<string> unended, TimeSpan term, CancellationToken cancellation)
    {
        (_watch, var gone) = _watch.Look(atWork, unended, term, time.GetUtcNow());
        return Task.FromResult(gone);
    }
}
