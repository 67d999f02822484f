using Microsoft.Extensions.Logging;
using Supervision.Escalations;
using Supervision.Grains.Streaming;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Rebuilding;

/// <summary>
/// Makes snapshots and lists again from the log, without a silo and while no server runs. It tells nothing: what was
/// told stays as it was, and a level that is another by now is told by the grain, which finds its referent due.
/// </summary>
public sealed class ReadModelRebuild(
    IEventLog log,
    IReferentStore store,
    IReferentViews views,
    IEscalationStore escalations,
    IEnumerable<IFoldedStore> folded,
    RiskModelInUse inUse,
    TimeProvider time,
    ILogger<ReadModelRebuild> logger)
{
    private const int PageMax = 4_000;

    /// <summary>
    /// Broken off, it is to be run again; a referent that has no snapshot until then is folded when asked.
    /// </summary>
    /// <param name="progress">Told how many events are folded, of how many.</param>
    public async Task<RebuildCounts> Run(Action<long, long> progress, CancellationToken cancellation)
    {
        var ends = await log.Heads(cancellation);
        var told = await Told(cancellation);
        foreach (var emptied in folded)
            await emptied.Clear(ends, cancellation);

        var all = ends.Sum(end => end.Offset);
        var counts = new RebuildCounts(0, 0, 0);
        foreach (var end in ends)
        {
            var referents = new RebuiltReferents(log, told, inUse.Model, time.GetUtcNow());
            var before = counts.Events;
            await Fold(end, referents, done => progress(before + done, all), cancellation);
            foreach (var slice in referents.Flushes().Chunk(StoreLimits.FlushMax))
                await store.Flush(slice, cancellation);
            counts = new RebuildCounts(
                before + end.Offset, counts.Referents + referents.Count, counts.Due + referents.Due);
        }

        return counts;
    }

    /// <summary>The last level that was told of each referent, and when.</summary>
    private async Task<Dictionary<ReferentId, RiskChange>> Told(CancellationToken cancellation)
    {
        var told = new Dictionary<ReferentId, RiskChange>();
        await foreach (var page in views.ChangesInPages(null, cancellation))
        {
            foreach (var change in page)
                told[change.Referent] = change;
        }

        return told;
    }

    private async Task Fold(
        LogHead end, RebuiltReferents referents, Action<long> progress, CancellationToken cancellation)
    {
        var list = new EscalationList(escalations, logger);
        var after = 0L;
        while (after < end.Offset)
        {
            var limit = (int)Math.Min(PageMax, end.Offset - after);
            var page = await log.ReadPartition(end.Partition, after, limit, cancellation);
            if (page.IsEmpty)
                throw new InvalidDataException($"The log ends before {new LogPosition(end.Partition, end.Offset)}.");

            await list.Apply(await referents.Fold(page, cancellation), cancellation);
            after = page[^1].Position.Offset;
            progress(after);
        }
    }
}

/// <summary>What a rebuild did.</summary>
/// <param name="Due">Referents whose level is another by now than was told; a server tells it at its start.</param>
public sealed record RebuildCounts(long Events, long Referents, long Due);
