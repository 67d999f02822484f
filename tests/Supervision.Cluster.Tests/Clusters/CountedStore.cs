using Supervision.Referents;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Counts how often snapshots are asked for, one at a time and many at once.</summary>
internal sealed class CountedStore(IReferentStore store) : PassingStore(store)
{
    private int _alone;
    private int _together;

    public int Alone => _alone;

    public int Together => _together;

    public override Task<ReferentSnapshot?> Load(ReferentId referent, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _alone);
        return base.Load(referent, cancellation);
    }

    public override Task<IReadOnlyDictionary<ReferentId, ReferentSnapshot>> LoadAll(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation)
    {
        if (referents.Count > 0)
            Interlocked.Increment(ref _together);
        return base.LoadAll(referents, cancellation);
    }
}
