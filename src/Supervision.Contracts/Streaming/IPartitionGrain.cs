using Orleans.Concurrency;

namespace Supervision.Contracts.Streaming;

/// <summary>Brings one partition of the log to the referents. The key is the number of the partition.</summary>
[GrainInterfaceType("partition"), Alias("partition-grain")]
public interface IPartitionGrain : IGrainWithIntegerKey
{
    /// <summary>How far it is, told at once, also while it delivers or stores.</summary>
    [Alias("status"), AlwaysInterleave]
    Task<PartitionView> Status(CancellationToken cancellation);

    /// <summary>Catches up to the log, stores what is not stored, moves the checkpoint, empties the outbox.</summary>
    [Alias("settle")]
    Task<PartitionView> Settle(CancellationToken cancellation);

    /// <summary>Evaluates the referents that time alone may have changed; answers how many.</summary>
    [Alias("sweep")]
    Task<int> Sweep(CancellationToken cancellation);
}

/// <summary>How far a partition is.</summary>
/// <param name="Delivered">The last offset brought to the referents.</param>
/// <param name="Checkpoint">The last offset up to which everything is stored.</param>
/// <param name="Head">The last offset on the log.</param>
/// <param name="Dirty">Referents with something not yet stored.</param>
/// <param name="Holes">Holes in the stream that were read from the log, since the grain became active.</param>
[GenerateSerializer, Immutable, Alias("partition-view")]
public sealed record PartitionView(
    [property: Id(0)] int Partition,
    [property: Id(1)] long Delivered,
    [property: Id(2)] long Checkpoint,
    [property: Id(3)] long Head,
    [property: Id(4)] int Dirty,
    [property: Id(5)] long Holes)
{
    /// <summary>Events on the log that have not reached their referents.</summary>
    public long Lag => Math.Max(0, Head - Delivered);
}

/// <summary>The typed way to the grains of partitions.</summary>
public static class PartitionGrains
{
    public static IPartitionGrain Partition(this IGrainFactory grains, int partition) =>
        grains.GetGrain<IPartitionGrain>(partition);
}
