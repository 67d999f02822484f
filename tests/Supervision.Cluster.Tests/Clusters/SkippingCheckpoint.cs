using Supervision.Referents;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Tells a later checkpoint of one partition than is stored, so that a reader of it skips events.</summary>
internal sealed class SkippingCheckpoint(IReferentStore store, int skippedPartition, long skipTo) : PassingStore(store)
{
    public override Task<long> Checkpoint(int partition, CancellationToken cancellation) =>
        partition == skippedPartition ? Task.FromResult(skipTo) : base.Checkpoint(partition, cancellation);
}
