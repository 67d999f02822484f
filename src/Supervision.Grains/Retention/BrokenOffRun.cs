using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;

namespace Supervision.Grains.Retention;

/// <summary>
/// A run whose server went away could not say what it destroyed. The log can: by the orders on it since the run began.
/// </summary>
internal static class BrokenOffRun
{
    public const string State = "broken-off";

    private static readonly string Erasure = FactTypes.NameOf<PayloadsErased>();

    /// <summary>The statement of what was destroyed; what was due and not ordered yet is for the next run.</summary>
    /// <param name="heads">Where the partitions ended when the run began, in their order.</param>
    public static async Task<RetentionEnded> Account(
        string runId, ImmutableArray<long> heads, IEventLog log, CancellationToken cancellation)
    {
        var (erased, referents) = (0, new HashSet<string>(StringComparer.Ordinal));
        for (var partition = 0; partition < heads.Length; partition++)
        {
            var after = heads[partition];
            while (await log.ReadPartition(partition, after, LogLimits.PageMax, cancellation)
                is { IsEmpty: false } page)
            {
                foreach (var logged in page.Where(logged => logged.Type == Erasure))
                {
                    if (HistoryReading.FactOf(logged) is not PayloadsErased { Ground: ErasureGround.TermOver } order)
                        continue;
                    erased += OffsetRanges.Read(order.Offsets).Count;
                    if (ReferentId.TryParse(logged.Subject, null, out _))
                        referents.Add(logged.Subject);
                }

                after = page[^1].Position.Offset;
            }
        }

        return new RetentionEnded(runId, State, 0, referents.Count, [], [], erased, 0);
    }
}
