using Orleans.Placement;

namespace Supervision.Grains.Placement;

/// <summary>A grain that lives where its partition lives.</summary>
internal sealed class WithPartition : PlacementStrategy;

/// <summary>Puts a grain on the silo that holds its partition; see <see cref="PartitionHolders"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class WithPartitionAttribute() : PlacementAttribute(new WithPartition());
