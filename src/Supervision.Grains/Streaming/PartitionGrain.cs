using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;
using Orleans.Streams.Core;
using Supervision.Contracts.Referents;
using Supervision.Contracts.Streaming;
using Supervision.Escalations;
using Supervision.Grains.Observation;
using Supervision.Grains.Placement;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Streaming;

/// <summary>
/// Brings one partition of the log to its referents, in order and complete, whatever the stream does: each chunk says
/// where it starts, and what lies between is read from the log. The checkpoint moves only over what is stored.
/// </summary>
[GrainType("partition"), KeepAlive, WithPartition]
[ImplicitStreamSubscription(Contracts.Streaming.Streams.Partitions)]
internal sealed partial class PartitionGrain(
    IEventLog log,
    IReferentStore store,
    IEscalationStore escalations,
    IModelInUse inUse,
    PartitionHolders holders,
    GrainInstruments instruments,
    PartitionProgress progress,
    ExpectedReferents expected,
    IOptions<SupervisionOptions> options,
    TimeProvider time,
    ILogger<PartitionGrain> logger)
    : Grain, IPartitionGrain, IAsyncObserver<LogChunk>, IStreamSubscriptionObserver
{
    private const int DuePageMax = 500;

    // Storing takes at most a tenth of the time: under load a referent is then stored once for many of its events.
    private const int FlushRest = 9;

    // Longer than the stream gathers a chunk: what is on its way would be read twice.
    private const int StillTicksMax = 3;

    // Silos do not learn at the same moment who holds what; a move on the first sight of it might be undone.
    private const int AwayMax = 3;

    private readonly SupervisionOptions _options = options.Value;
    private DirtyReferents _dirty = null!;
    private Welcome _welcome = null!;
    private OutboxDispatch _outbox = null!;
    private EscalationList _escalations = null!;
    private Reached _reached = null!;
    private int _partition;
    private long _delivered;
    private long _checkpoint;
    private long _holes;
    private long _deliveredAtLastTick;
    private int _stillTicks = StillTicksMax - 2; // A new one looks after two: a silo may have died.
    private Task _flushing = Task.CompletedTask;
    private long _flushedAt;
    private TimeSpan _flushPause;
    private int _away;
    private bool _outboxWaiting = true;
    private bool _outboxAsked;
    private DateTimeOffset _outboxOfferedAt;
    private DateOnly _sweptOn;
    private (bool IsKnown, string? Hash) _sweptBy;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _partition = checked((int)this.GetPrimaryKeyLong());
        _checkpoint = _delivered = _deliveredAtLastTick = await store.Checkpoint(_partition, cancellationToken);
        _reached = progress.Join(_partition, _checkpoint);
        _dirty = new DirtyReferents(GrainFactory, store, _options, instruments);
        _welcome = new Welcome(store, expected);
        _outbox = new OutboxDispatch(GrainFactory, store, _partition, instruments, time, logger);
        _escalations = new EscalationList(escalations, logger);

        this.RegisterGrainTimer(LookForMore, new() { DueTime = _options.FlushPeriod, Period = _options.FlushPeriod });
        // Between the steps of storing, the partition goes on to deliver.
        this.RegisterGrainTimer(
            FlushInTime,
            new() { DueTime = _options.FlushPeriod, Period = _options.FlushPeriod, Interleave = true });
        this.RegisterGrainTimer(SweepInTime, new() { DueTime = TimeSpan.Zero, Period = _options.SweepPeriod });
        this.RegisterGrainTimer(
            FollowTheModel, new() { DueTime = _options.FlushPeriod, Period = _options.FlushPeriod });
    }

    /// <remarks>
    /// When the silo stops, everything was stored before its grains began to leave, and calls no longer arrive.
    /// </remarks>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        progress.Leave(_reached);
        return reason.ReasonCode == DeactivationReasonCode.ShuttingDown ? Task.CompletedTask : Flush(cancellationToken);
    }

    /// <remarks>No token is asked for: what was missed is read from the log, what was seen is skipped.</remarks>
    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<LogChunk>().ResumeAsync(this);

    public async Task OnNextAsync(LogChunk item, StreamSequenceToken? token = null)
    {
        if (_dirty.Count >= _options.DirtyMax)
            await Flush(CancellationToken.None);

        if (item.After > _delivered)
        {
            _holes++;
            instruments.Hole();
            LogHole(_partition, _delivered, item.After);
            await ReadOn(item.After, CancellationToken.None);
        }

        await Deliver(item.Events, CancellationToken.None);
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamError(ex, _partition);
        return Task.CompletedTask;
    }

    public async Task<PartitionView> Status(CancellationToken cancellation) => await ViewOf(cancellation);

    public async Task<PartitionView> Settle(CancellationToken cancellation)
    {
        await ReadOn(long.MaxValue, cancellation);
        _outboxWaiting = true;
        _outboxOfferedAt = default;
        await Flush(cancellation);
        return await ViewOf(cancellation);
    }

    public async Task<int> Sweep(CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var seen = new HashSet<ReferentId>();
        string? hash;
        do
            hash = (await inUse.Now(cancellation)).Hash;
        while (await Reassess(today, hash, seen, cancellation));

        (_sweptOn, _sweptBy) = (today, (true, hash));
        return seen.Count;
    }

    /// <summary>One page of those that are due; false when there were none.</summary>
    private async Task<bool> Reassess(
        DateOnly today, string? hash, HashSet<ReferentId> seen, CancellationToken cancellation)
    {
        var due = await store.Due(_partition, today, hash, DuePageMax, cancellation);
        ImmutableArray<ReferentId> fresh = [.. due.Where(seen.Add)];
        if (fresh.IsEmpty)
            return false;

        await Waves.ForEach(
            fresh, _options.InFlight, referent => GrainFactory.Referent(referent).Reassess(cancellation));
        foreach (var referent in fresh)
            _dirty.Add(referent, 0);

        await Flush(cancellation);
        return true;
    }

    private async Task Deliver(ImmutableArray<LoggedEvent> events, CancellationToken cancellation)
    {
        var fresh = events.IsEmpty || events[0].Position.Offset > _delivered
            ? events
            : [.. events.SkipWhile(logged => logged.Position.Offset <= _delivered)];
        if (fresh.IsEmpty)
            return;

        using var trace = GrainTraces.Deliver(_partition, fresh.Length);
        var (runs, others) = SubjectRun.Of(fresh);
        var prepared = await _welcome.Prepare(runs, _dirty, cancellation);

        try
        {
            await Waves.ForEach(
                runs, _options.InFlight, run => GrainFactory.Referent(run.Referent).Apply(run.Events, cancellation));
        }
        finally
        {
            // Failed or not: a referent may have what a failed chunk brought it, and must be stored all the same.
            foreach (var run in runs)
                _dirty.Add(run.Referent, run.Events[^1].Position.Offset);
            _welcome.End(prepared);
        }

        await _escalations.Apply(others, cancellation);
        _reached.Delivered = _delivered = fresh[^1].Position.Offset;
        Observe(fresh);
    }

    /// <summary>Events of one commit have one time and become visible together: one look for them all.</summary>
    private void Observe(ImmutableArray<LoggedEvent> delivered)
    {
        var now = time.GetUtcNow();
        var acceptedAt = DateTimeOffset.MinValue;
        foreach (var logged in delivered)
        {
            if (logged.RecordedAt == acceptedAt)
                continue;

            acceptedAt = logged.RecordedAt;
            instruments.Visible(acceptedAt, now);
        }
    }

    /// <summary>Delivers from the log itself, up to an offset or the end.</summary>
    private async Task ReadOn(long upTo, CancellationToken cancellation)
    {
        while (_delivered < upTo)
        {
            var page = await log.ReadPartition(_partition, _delivered, LogChunk.EventsMax, cancellation);
            instruments.CaughtUp("partition", page.Length);
            if (page.IsEmpty)
                return;

            await Deliver(page, cancellation);
            if (_dirty.Count >= _options.DirtyMax)
                await Flush(cancellation);
        }
    }

    /// <summary>One storing at a time, each with what was delivered until it began.</summary>
    private async Task Flush(CancellationToken cancellation)
    {
        while (!_flushing.IsCompleted)
        {
            await _flushing.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        await (_flushing = Store(cancellation));
    }

    private async Task Store(CancellationToken cancellation)
    {
        var delivered = _delivered;
        var (isAsked, isAll) = await _dirty.Flush(cancellation);
        if (delivered > _checkpoint && isAll)
        {
            await store.SaveCheckpoint(_partition, delivered, cancellation);
            _reached.Stored = _checkpoint = delivered;
        }

        _outboxAsked |= isAsked;
        var now = time.GetUtcNow();
        var isTime = now - _outboxOfferedAt >= _options.OutboxRetry;
        // While events still come, a history may be half told; what a rule asks for waits until all of it is.
        if ((_outboxAsked && (isTime || await IsAtTheEnd(cancellation))) || (_outboxWaiting && isTime))
        {
            _outboxAsked = false;
            _outboxOfferedAt = now;
            _outboxWaiting = await _outbox.Run(cancellation);
        }
    }

    private async Task<bool> IsAtTheEnd(CancellationToken cancellation) =>
        (await log.Heads(cancellation)).First(head => head.Partition == _partition).Offset <= _delivered;

    /// <summary>The stream may have given up on a chunk with no later one to show the hole.</summary>
    private async Task LookForMore(CancellationToken cancellation)
    {
        try
        {
            _stillTicks = _deliveredAtLastTick == _delivered ? _stillTicks + 1 : 0;
            _deliveredAtLastTick = _delivered;
            if (_stillTicks < StillTicksMax)
                return;

            await ReadOn(long.MaxValue, cancellation);
            _stillTicks = 0;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogReadFailed(failure, _partition);
        }
    }

    private async Task FlushInTime(CancellationToken cancellation)
    {
        try
        {
            if (time.GetElapsedTime(_flushedAt) < _flushPause)
                return;

            var began = time.GetTimestamp();
            await Flush(cancellation);
            _flushedAt = time.GetTimestamp();
            _flushPause = Shorter(time.GetElapsedTime(began, _flushedAt) * FlushRest, _options.FlushPauseMax);
            MoveWhenAway();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFlushFailed(failure, _partition);
        }
    }

    /// <summary>Leaves, with everything stored, when another silo holds the partition.</summary>
    private void MoveWhenAway()
    {
        _away = holders.IsElsewhere(_partition) ? _away + 1 : 0;
        if (_away < AwayMax)
            return;

        LogMoves(_partition);
        MigrateOnIdle();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task SweepInTime(CancellationToken cancellation)
    {
        try
        {
            if (DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) > _sweptOn)
            {
                await Sweep(cancellation);
                await _outbox.Forget(time.GetUtcNow() - _options.OutboxKept, cancellation);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogSweepFailed(failure, _partition);
        }
    }

    /// <summary>
    /// After a change of model evaluates the referents anew, one page a turn, so that what streams in goes first. The
    /// store knows by which model each was evaluated last, so a partition that moves goes on where it was.
    /// </summary>
    private async Task FollowTheModel(CancellationToken cancellation)
    {
        try
        {
            var hash = (await inUse.Now(cancellation)).Hash;
            if (_sweptBy == (true, hash))
                return;

            if (!await Reassess(_sweptOn, hash, [], cancellation))
                _sweptBy = (true, hash);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogSweepFailed(failure, _partition);
        }
    }

    private async Task<PartitionView> ViewOf(CancellationToken cancellation)
    {
        var heads = await log.Heads(cancellation);
        var head = heads.First(head => head.Partition == _partition).Offset;
        return new PartitionView(_partition, _delivered, _checkpoint, head, _dirty.Count, _holes);
    }

    [LoggerMessage(
        1101,
        LogLevel.Information,
        "Partition {Partition}: the stream skipped from {Delivered} to {After}; reading the log.")]
    private partial void LogHole(int partition, long delivered, long after);

    [LoggerMessage(1102, LogLevel.Warning, "Partition {Partition}: the stream reports an error.")]
    private partial void LogStreamError(Exception error, int partition);

    [LoggerMessage(1109, LogLevel.Information, "Partition {Partition} moves: another silo holds it now.")]
    private partial void LogMoves(int partition);

    [LoggerMessage(1105, LogLevel.Error, "Partition {Partition}: storing failed and is tried again.")]
    private partial void LogFlushFailed(Exception failure, int partition);

    [LoggerMessage(1113, LogLevel.Error, "Partition {Partition}: reading on failed and is tried again.")]
    private partial void LogReadFailed(Exception failure, int partition);

    [LoggerMessage(1106, LogLevel.Error, "Partition {Partition}: evaluating what is due failed and is tried again.")]
    private partial void LogSweepFailed(Exception failure, int partition);
}
