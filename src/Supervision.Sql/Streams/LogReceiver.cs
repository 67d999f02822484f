using System.Collections.Immutable;
using Orleans.Streams;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;

namespace Supervision.Sql.Streams;

/// <summary>
/// Gives one partition of the log in chunks, from the stored checkpoint on: what this process appends as it was handed
/// over, the rest as it is read from the log. At the end of the log it waits to be told of growth.
/// </summary>
internal sealed class LogReceiver(
    IEventLog log, IReferentStore store, LogTail tail, TimeProvider time, StreamId streamId, int partition)
    : IQueueAdapterReceiver
{
    /// <summary>A chunk of at least so many events says that events come thick: the next one may grow.</summary>
    private const int ThickChunk = 64;

    private const int GatherStepsMax = 40;

    // Longer than commits are apart when the machine is busy, or the wait would end between two of them.
    private const int StillStepsMax = 4;

    /// <summary>How long one wait at the end of the log may take, so that a shutdown is never held up.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan GatherStep = TimeSpan.FromMilliseconds(50);

    /// <summary>Between two chunks: what bringing one costs depends little on how many events are in it.</summary>
    private static readonly TimeSpan ChunkPause = TimeSpan.FromMilliseconds(50);

    /// <summary>How far chunks may come before their pauses: eight of them wait for nothing.</summary>
    private static readonly TimeSpan AheadMax = 8 * ChunkPause;

    private long? _after;
    private long _gaveAt;
    private TimeSpan _ahead;
    private bool _isThick;

    /// <remarks>A failure here is repaired by the first read, as the runtime asks of a receiver.</remarks>
    public async Task Initialize(TimeSpan timeout) =>
        _after = await store.Checkpoint(partition, CancellationToken.None).WaitAsync(timeout);

    [Obsolete("The runtime calls the overload with a token.")]
    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) =>
        GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        var after = _after ??= await store.Checkpoint(partition, cancellationToken);
        tail.Open(partition, log.PartitionCount);
        if (_isThick)
            await Gather(after, cancellationToken);
        else
            await Pause(cancellationToken);

        var events = await Read(after, cancellationToken);
        _isThick = events.Length >= ThickChunk;
        if (events.IsEmpty)
            return [];

        var chunk = new LogChunk(partition, after, events);
        _after = chunk.To;
        _ahead = Ahead() + ChunkPause;
        _gaveAt = time.GetTimestamp();
        return [new LogBatch(streamId, chunk)];
    }

    [Obsolete("The runtime calls the overload with a token.")]
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout)
    {
        tail.Close(partition);
        return Task.CompletedTask;
    }

    private async Task<ImmutableArray<LoggedEvent>> Read(long after, CancellationToken cancellation)
    {
        var events = tail.Take(partition, after, LogChunk.EventsMax);
        if (!events.IsEmpty)
            return events;

        // Whether or not it was told of growth, the log has the last word on what there is.
        if (await HasGrown(after, cancellation))
            events = tail.Take(partition, after, LogChunk.EventsMax);
        // When the agent stops there is nothing to give; a read that is cancelled would be told as an error.
        return events.IsEmpty && !cancellation.IsCancellationRequested
            ? await log.ReadPartition(partition, after, LogChunk.EventsMax, cancellation)
            : events;
    }

    /// <summary>
    /// While events come thick, waits for more, until they stop, fill a chunk or have waited long enough: one call
    /// that brings a referent four events costs little more than one that brings it a single one.
    /// </summary>
    private async Task Gather(long after, CancellationToken cancellation)
    {
        var (seen, still) = (-1L, 0);
        for (var step = 0; step < GatherStepsMax && !cancellation.IsCancellationRequested; step++)
        {
            var end = log.KnownEnd(partition);
            still = end == seen ? still + 1 : 0;
            if (still == StillStepsMax || end - after >= LogChunk.EventsMax)
                return;

            seen = end;
            await Wait(GatherStep, cancellation);
        }
    }

    /// <summary>What a few people and programs do is given at once; what goes on and on comes together.</summary>
    private async Task Pause(CancellationToken cancellation)
    {
        if (Ahead() + ChunkPause - AheadMax is { Ticks: > 0 } rest)
            await Wait(rest, cancellation);
    }

    /// <summary>How much sooner the last chunks came than one a pause.</summary>
    private TimeSpan Ahead() =>
        _ahead - time.GetElapsedTime(_gaveAt) is { Ticks: > 0 } ahead ? ahead : TimeSpan.Zero;

    /// <summary>Ends at once when the agent stops: then there is nothing to give.</summary>
    private async Task Wait(TimeSpan delay, CancellationToken cancellation) =>
        await Task.Delay(delay, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

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
