using Orleans.Runtime.Placement;
using Supervision.Log;

namespace Supervision.Grains.Placement;

/// <summary>Chooses the silo of a partition for the grains of the partition and for all its referents.</summary>
internal sealed class WithPartitionDirector(PartitionHolders holders, IEventLog log) : IPlacementDirector
{
    // The key of these is the partition; any other is a referent, whose events are in one partition.
    private static readonly GrainType Partition = GrainType.Create("partition");
    private static readonly GrainType Shadow = GrainType.Create("shadow");

    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var grain = target.GrainIdentity;
        var partition = grain.Type == Partition || grain.Type == Shadow
            ? checked((int)grain.GetIntegerKey())
            : Partitions.Of(grain.Key.ToString()!, log.PartitionCount);
        return Task.FromResult(holders.Of(partition, context.GetCompatibleSilos(target)));
    }
}
