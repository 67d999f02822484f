using Orleans.Streams;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Sql.Streams;

/// <summary>
/// Reads one partition of the log in chunks, from the stored checkpoint on. At the end of the log it waits to be told
/// of growth rather than asking again and again.
/// </summary>
internal sealed class LogReceiver(IEventLog log, IReferentStore store, StreamId streamId, int partition)
    : IQueueAdapterReceiver
{
    /// <summary>How long one wait at the end of the log may take, so that a shutdown is never held up.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(250);

    private long? _after;

    /// <remarks>A failure here is repaired by the first read, as the runtime asks of a receiver.</remarks>
    public async Task Initialize(TimeSpan timeout) =>
        _after = await store.Checkpoint(partition, CancellationToken.None).WaitAsync(timeout);

    [Obsolete("The runtime calls the overload with a token.")]
    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) =>
        GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        var after = _after ??= await store.Checkpoint(partition, cancellationToken);
        var events = await log.ReadPartition(partition, after, LogChunk.EventsMax, cancellationToken);
        if (events.IsEmpty && await HasGrown(after, cancellationToken))
            events = await log.ReadPartition(partition, after, LogChunk.EventsMax, cancellationToken);

        if (events.IsEmpty)
            return [];

        var chunk = new LogChunk(partition, after, events);
        _after = chunk.To;
        return [new LogBatch(streamId, chunk)];
    }

    [Obsolete("The runtime calls the overload with a token.")]
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;

    private async Task<bool> HasGrown(long after, CancellationToken cancellation)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        wait.CancelAfter(WaitMax);
        try
        {
            await log.WaitBeyond(partition, after, wait.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            // Nothing for a while, or the agent stops: either way there is nothing to give.
            return false;
        }
    }
}
