using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Log;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Finds facts about cases by walking a log in memory.</summary>
internal sealed class ScannedEscalationLog(IEventLog log) : IEscalationLog
{
    public async Task<ImmutableArray<LoggedEvent>> After(
        ImmutableArray<long> afterOffsets, int limit, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<LoggedEvent>();
        for (var partition = 0; partition < afterOffsets.Length; partition++)
        {
            var page = await log.ReadPartition(partition, afterOffsets[partition], LogLimits.PageMax, cancellation);
            found.AddRange(page
                .Where(logged => EscalationId.TryParseSubject(logged.Subject, out _)).Take(limit));
        }

        return found.ToImmutable();
    }
}
