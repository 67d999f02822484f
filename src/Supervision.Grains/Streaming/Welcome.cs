using Supervision.Grains.Referents;
using Supervision.Referents;

namespace Supervision.Grains.Streaming;

/// <summary>Reads for the referents of a partition that it meets for the first time, all of a chunk at once.</summary>
internal sealed class Welcome(IReferentStore store, ExpectedReferents expected)
{
    /// <summary>Referents remembered; beyond that all are met anew, which costs a query and harms nothing.</summary>
    private const int MetMax = 200_000;

    private readonly HashSet<ReferentId> _met = [];

    /// <param name="runs">What is about to be brought, in order.</param>
    /// <param name="dirty">
    /// Who was brought something that may not be stored: of those a snapshot does not say where they stand.
    /// </param>
    /// <returns>The referents that something was left for.</returns>
    public async Task<IReadOnlyList<ReferentId>> Prepare(
        IReadOnlyList<SubjectRun> runs, DirtyReferents dirty, CancellationToken cancellation)
    {
        if (_met.Count > MetMax)
            _met.Clear();

        // Asked before the snapshots are read: what is stored meanwhile is in them.
        var fresh = runs
            .Where(run => _met.Add(run.Referent) && !dirty.Contains(run.Referent))
            .ToDictionary(run => run.Referent, run => run.Events[0].Position.Offset);
        foreach (var some in fresh.Keys.Chunk(StoreLimits.LoadMax))
        {
            var snapshots = await store.LoadAll(some, cancellation);
            foreach (var referent in some)
                expected.Add(referent, new Expected(snapshots.GetValueOrDefault(referent), fresh[referent]));
        }

        return [.. fresh.Keys];
    }

    public void End(IReadOnlyList<ReferentId> prepared)
    {
        foreach (var referent in prepared)
            expected.Forget(referent);
    }
}
