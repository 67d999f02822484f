using Orleans.Streams;
using Supervision.Log;

namespace Supervision.Contracts.Streaming;

/// <summary>The streams of this system: names and typed ways to them. Delivery is at least once.</summary>
public static class Streams
{
    /// <summary>The persistent stream provider over the log.</summary>
    public const string Provider = "supervision-log";

    /// <summary>One stream per partition of the log, its key the number of the partition.</summary>
    public const string Partitions = "partitions";

    /// <summary>The stream of one partition.</summary>
    public static IAsyncStream<LogChunk> Partition(this IStreamProvider provider, int partition) =>
        provider.GetStream<LogChunk>(StreamId.Create(Partitions, partition));
}
