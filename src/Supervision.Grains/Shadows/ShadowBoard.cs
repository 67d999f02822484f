using Supervision.Log;

namespace Supervision.Grains.Shadows;

/// <summary>
/// Where the referents of this silo leave what shadows said of them, by partition: in memory and without a call, so
/// that a shadow costs no more than its judging.
/// </summary>
internal sealed class ShadowBoard(IEventLog log)
{
    private readonly PartitionShadows?[] _here = new PartitionShadows?[log.PartitionCount];

    /// <summary>The grain of a partition became active here.</summary>
    public PartitionShadows Join(int partition)
    {
        var joined = new PartitionShadows();
        Volatile.Write(ref _here[partition], joined);
        return joined;
    }

    /// <summary>It left; a later activation keeps its place.</summary>
    public void Leave(int partition, PartitionShadows own) =>
        Interlocked.CompareExchange(ref _here[partition], null, own);

    /// <summary>Null when the partition is counted on another silo, where its referents follow.</summary>
    public PartitionShadows? Find(int partition) => Volatile.Read(ref _here[partition]);
}
