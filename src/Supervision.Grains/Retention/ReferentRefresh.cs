using Supervision.Features;
using Supervision.Grains.Rebuilding;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Retention;

/// <summary>
/// Stores referents again as the log has them now, without a silo and while no server runs: so that no snapshot and no
/// list keeps what was erased.
/// </summary>
public sealed class ReferentRefresh(IEventLog log, IReferentStore store, RiskModelInUse inUse, TimeProvider time)
{
    public async Task Run(IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation)
    {
        foreach (var slice in referents.Chunk(StoreLimits.FlushMax))
        {
            var flushes = new List<ReferentFlush>(slice.Length);
            foreach (var referent in slice)
                flushes.Add(await FlushOf(referent, cancellation));
            await store.Flush(flushes, cancellation);
        }
    }

    private async Task<ReferentFlush> FlushOf(ReferentId referent, CancellationToken cancellation)
    {
        var snapshot = await store.Load(referent, cancellation);
        var memory = snapshot is null ? default : ReferentMemory.Read(referent, snapshot).Memory;
        var fold = new ReferentFold(referent);
        await fold.CatchUp(log, null, (_, _) => { }, cancellation);
        var now = time.GetUtcNow();
        // Later than what is stored, which would stay otherwise.
        var asOf = snapshot is { } stored && stored.AsOf >= now ? stored.AsOf.AddTicks(1) : now;
        return RebuiltReferents.FlushOf(fold, memory, inUse.Model, asOf, log.PartitionCount, []).Flush;
    }
}
