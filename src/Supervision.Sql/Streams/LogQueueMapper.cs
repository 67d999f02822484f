using System.Collections.Immutable;
using System.Globalization;
using Orleans.Streams;

namespace Supervision.Sql.Streams;

/// <summary>Queue and stream are the partition: one of each, spread evenly over the silos.</summary>
internal sealed class LogQueueMapper(string provider, int partitionCount) : IConsistentRingStreamQueueMapper
{
    private readonly ImmutableArray<QueueId> _queues =
    [
        .. Enumerable.Range(0, partitionCount)
            .Select(partition => QueueId.GetQueueId(provider, (uint)partition, Spread(partition, partitionCount))),
    ];

    public IEnumerable<QueueId> GetAllQueues() => _queues;

    public QueueId GetQueueForStream(StreamId streamId) => _queues[PartitionOf(streamId)];

    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) =>
        _queues.Where(queue => range.InRange(queue.GetUniformHashCode()));

    /// <summary>The partition behind a queue.</summary>
    public static int PartitionOf(QueueId queue) => checked((int)queue.GetNumericId());

    private static int PartitionOf(StreamId streamId) =>
        int.Parse(streamId.GetKeyAsString(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static uint Spread(int partition, int count) =>
        checked((uint)((ulong)partition * uint.MaxValue / (ulong)count));
}
