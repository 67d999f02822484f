using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Log;

namespace Supervision.Gateway.Ingest;

/// <summary>
/// What stands between requests and the log: whatever queued up while the last commit ran goes into the next one
/// together. All queues are bounded: a single event is turned away when there is no room, a stream waits.
/// </summary>
internal sealed partial class IngestWriter(
    IEventLog log, IngestCounters counters, IOptions<IngestOptions> options, ILogger<IngestWriter> logger)
    : BackgroundService
{
    // One commit runs and one is ready behind it, sealed, so that the log never waits for us to wake up.
    private const int CommitsAtOnce = 2;

    private readonly Channel<Submission> _queue = Channel.CreateUnbounded<Submission>(
        new UnboundedChannelOptions { SingleReader = true });

    private readonly SemaphoreSlim _piecesRoom = new(options.Value.PiecesWaitingMax);
    private readonly SemaphoreSlim _commits = new(CommitsAtOnce);
    private readonly int _singlesMax = options.Value.SinglesWaitingMax;
    private readonly int _bytesMax = options.Value.SinglesWaitingBytesMax;
    private int _singles;
    private int _bytes;

    /// <summary>Commits one event; null when too many wait already.</summary>
    public async Task<AppendOutcome?> Commit(NewEvent single)
    {
        var size = single.Data.Length;
        var singles = Interlocked.Increment(ref _singles);
        var bytes = Interlocked.Add(ref _bytes, size);
        try
        {
            return singles <= _singlesMax && bytes <= _bytesMax
                ? (await Enqueue([single])).Span[0]
                : null;
        }
        finally
        {
            Interlocked.Add(ref _bytes, -size);
            Interlocked.Decrement(ref _singles);
        }
    }

    /// <summary>Takes a piece of a stream as soon as there is room; the outcome comes with the inner task.</summary>
    public async Task<Task<ReadOnlyMemory<AppendOutcome>>> Take(
        IReadOnlyList<NewEvent> piece, CancellationToken cancellation)
    {
        await _piecesRoom.WaitAsync(cancellation);
        return GiveRoomBack(Enqueue(piece));
    }

    /// <summary>Commits a batch; null when its turn did not come in time.</summary>
    public async Task<ReadOnlyMemory<AppendOutcome>?> CommitBatch(
        IReadOnlyList<NewEvent> batch, TimeSpan patience, CancellationToken cancellation) =>
        await _piecesRoom.WaitAsync(patience, cancellation)
            ? await GiveRoomBack(Enqueue(batch))
            : new ReadOnlyMemory<AppendOutcome>?(); // A plain null would become a memory that is empty.

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await _commits.WaitAsync(CancellationToken.None);
            _ = Commit(Group());
        }
    }

    /// <summary>Takes no more; what was taken is committed.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        try
        {
            if (ExecuteTask is not null)
                await ExecuteTask.WaitAsync(cancellationToken);
            for (var commit = 0; commit < CommitsAtOnce; commit++)
                await _commits.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The time to stop is up. What has no receipt yet is promised to nobody; the others must still stop.
        }

        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _piecesRoom.Dispose();
        _commits.Dispose();
        base.Dispose();
    }

    private Task<ReadOnlyMemory<AppendOutcome>> Enqueue(IReadOnlyList<NewEvent> events)
    {
        var submission = new Submission(events);
        return _queue.Writer.TryWrite(submission)
            ? submission.Outcome
            : throw new OperationCanceledException("No more events are taken: the program is stopping.");
    }

    private async Task<ReadOnlyMemory<AppendOutcome>> GiveRoomBack(Task<ReadOnlyMemory<AppendOutcome>> outcome)
    {
        try
        {
            return await outcome;
        }
        finally
        {
            _piecesRoom.Release();
        }
    }

    private List<Submission> Group()
    {
        var group = new List<Submission>();
        var count = 0;
        while (_queue.Reader.TryPeek(out var next) && (count == 0 || count + next.Events.Count <= LogLimits.GroupMax))
        {
            _queue.Reader.TryRead(out _);
            group.Add(next);
            count += next.Events.Count;
        }

        return group;
    }

    // This catch ends no error: each sender gets it. The loop goes on, because the next commit may succeed.
    private async Task Commit(List<Submission> group)
    {
        try
        {
            IReadOnlyList<NewEvent> events =
                group.Count == 1 ? group[0].Events : [.. group.SelectMany(submission => submission.Events)];
            using var trace = IngestTraces.Commit(events.Count);
            var began = Stopwatch.GetTimestamp();
            var outcomes = (await log.Append(events, CancellationToken.None)).AsMemory();
            counters.CountCommit(events.Count, Stopwatch.GetElapsedTime(began));
            foreach (var submission in group)
            {
                submission.Succeed(outcomes[..submission.Events.Count]);
                outcomes = outcomes[submission.Events.Count..];
            }
        }
        catch (Exception reason)
        {
            counters.CountFailedCommit();
            LogCommitFailed(group.Count, reason);
            group.ForEach(submission => submission.Fail(reason));
        }
        finally
        {
            _commits.Release();
        }
    }

    [LoggerMessage(4101, LogLevel.Error, "A commit of {Count} submissions failed; none of their events is stored.")]
    private partial void LogCommitFailed(int count, Exception reason);
}
