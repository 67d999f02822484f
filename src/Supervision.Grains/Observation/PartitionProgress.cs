using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Supervision.Log;

namespace Supervision.Grains.Observation;

/// <summary>How far the partitions are whose grains are on this silo, for meters to look at without a call.</summary>
internal sealed class PartitionProgress
{
    private readonly ConcurrentDictionary<int, Reached> _here = new();

    /// <summary>The grain of a partition became active here.</summary>
    public Reached Join(int partition, long stored) =>
        _here[partition] = new Reached(partition) { Delivered = stored, Stored = stored, Head = stored };

    /// <summary>It left; a later activation keeps its place.</summary>
    public void Leave(Reached reached) =>
        _here.TryRemove(new KeyValuePair<int, Reached>(reached.Partition, reached));

    public void See(ImmutableArray<LogHead> heads)
    {
        foreach (var head in heads)
        {
            if (_here.TryGetValue(head.Partition, out var reached))
                reached.Head = head.Offset;
        }
    }

    public IEnumerable<Measurement<long>> Lag(Func<Reached, long> reach) =>
        _here.Values.Select(reached => new Measurement<long>(
            Math.Max(0, reached.Head - reach(reached)),
            new KeyValuePair<string, object?>("partition", reached.Partition)));
}

/// <summary>Where one partition is; written by its grain, read by meters.</summary>
internal sealed class Reached(int partition)
{
    private long _delivered;
    private long _stored;
    private long _head;

    public int Partition { get; } = partition;

    /// <summary>The last offset brought to the referents.</summary>
    public long Delivered
    {
        get => Volatile.Read(ref _delivered);
        set => Volatile.Write(ref _delivered, value);
    }

    /// <summary>The last offset up to which everything is stored.</summary>
    public long Stored
    {
        get => Volatile.Read(ref _stored);
        set => Volatile.Write(ref _stored, value);
    }

    /// <summary>The last offset on the log, when last looked at.</summary>
    public long Head
    {
        get => Volatile.Read(ref _head);
        set => Volatile.Write(ref _head, value);
    }
}
