using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Features;
using Supervision.Grains.Observation;
using Supervision.Grains.Placement;
using Supervision.Grains.Shadows;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Referents;

/// <summary>Folds the history of one referent and keeps its risk live. Never fails because of data.</summary>
[GrainType("referent"), WithPartition]
internal sealed partial class ReferentGrain(
    IEventLog log,
    IReferentStore store,
    IModelInUse inUse,
    PartitionHolders holders,
    ExpectedReferents expected,
    ShadowBoard shadows,
    GrainInstruments instruments,
    TimeProvider time,
    ILogger<ReferentGrain> logger) : Grain, IReferentGrain
{
    /// <summary>Up to this many events in one call, each is judged alone, so that a change names its cause.</summary>
    private const int JudgedEachMax = 16;

    private readonly PendingTell _pending = new();
    private ReferentFold _fold = null!;
    private ReferentMemory _memory;
    private int _partition;
    private RiskState _state;
    private RiskModelInUse _used = RiskModelInUse.None;
    private RiskModel? _judgedBy;
    private DateTimeOffset _asOf;
    private int _quarantined;
    private bool _dirty;
    private bool _hasLost;
    private bool _hasNews;
    private long _found;
    private DateTimeOffset _foundAsOf;
    private bool _hasJoined;
    private long? _expectedFirst;

    /// <summary>A name that no other activation of this referent has.</summary>
    private string Activation => GrainContext.ActivationId.ToParsableString();

    private LogPosition Position => new(_partition, _fold.Offset);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var referent = ReferentId.Parse(this.GetPrimaryKeyString());
        _partition = Partitions.Of(referent.ToString(), log.PartitionCount);
        var isExpected = expected.TryTake(referent, out var prepared);
        _expectedFirst = prepared?.First;
        if ((isExpected ? prepared!.Snapshot : await store.Load(referent, cancellationToken)) is { } snapshot)
        {
            (_found, _foundAsOf) = (snapshot.Offset, snapshot.AsOf);
            (_memory, var fold) = ReferentMemory.Read(referent, snapshot);
            if (fold is null)
                LogSnapshotOfAnotherVersion(referent);

            _fold = fold ?? new ReferentFold(referent);
            instruments.Activated(fold is null ? "old-snapshot" : "snapshot");
            _used = await inUse.Now(cancellationToken);
            if (fold is not null)
                Judge(cause: null); // What was stored is the level it had, not what time has made of it.
        }
        else
        {
            instruments.Activated("nothing");
            _fold = new ReferentFold(referent);
        }
    }

    /// <remarks>
    /// When the silo stops, its partitions have stored what they could, many referents at once. Each storing itself
    /// then would outlast the time to stop; what is left is on the log, and is delivered again.
    /// </remarks>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_hasLost || reason.ReasonCode == DeactivationReasonCode.ShuttingDown || (!_dirty && _pending.IsEmpty))
            return;

        var (flush, began) = (Flush(), Stopwatch.GetTimestamp());
        await store.Flush([flush], cancellationToken);
        instruments.Stored([flush], Stopwatch.GetElapsedTime(began));
    }

    public async Task Apply(ImmutableArray<LoggedEvent> events, CancellationToken cancellation)
    {
        await JoinTheStream(events, cancellation);
        _used = await inUse.Now(cancellation);
        var before = _fold.Offset;
        var each = events.Length <= JudgedEachMax;
        LoggedEvent? last = null;
        await _fold.Fold(
            log,
            events,
            (logged, outcome) =>
            {
                last = logged;
                Note(logged, outcome);
                if (each)
                    Judge(logged.Key);
            },
            cancellation);

        if (_fold.Offset > before && !each)
            Judge(last?.Key);
    }

    public async Task<RiskView?> Risk(LogPosition? atLeast, CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        return !_fold.HasFacts
            ? null
            : new RiskView(_fold.Id, Position, _used.Score(_fold, AsOf()), _memory.LevelSince);
    }

    public async Task<ReferentView?> View(CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        return !_fold.HasFacts
            ? null
            : new ReferentView(_fold.Id, Position, _fold.Register(AsOf()), Row(), _quarantined);
    }

    public async Task<ImmutableArray<QuarantinedEvent>> Quarantined(CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        return _pending.IsEmpty ? [] : [.. _pending.Quarantined];
    }

    public async Task Reassess(CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        if (_fold.Offset > 0)
            Judge(cause: null);
        _hasNews = true;
    }

    public async Task<ReferentFlush?> Collect(long upTo, CancellationToken cancellation)
    {
        // What was brought went to an activation that is no more.
        if (_fold.Offset < upTo)
            await CatchUp(cancellation);

        // What it found is stored already, and by whom does not matter.
        if (_fold.Offset == 0 || !(_hasNews || _dirty || !_pending.IsEmpty))
            return null;

        _hasNews = true;
        _dirty = false;
        if (holders.IsElsewhere(_partition))
            MigrateOnIdle(); // What is pending is stored on leaving, once, whoever is first.

        return Flush();
    }

    public Task Settled(int changes, int outbox, int quarantined, CancellationToken cancellation)
    {
        _pending.Forget(changes, outbox, quarantined);
        return Task.CompletedTask;
    }

    public Task StepDown(string activation, CancellationToken cancellation)
    {
        if (activation == Activation)
        {
            LogStepsDown(_fold.Id);
            _hasLost = true;
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// A new activation sees to it that nothing lies between its snapshot and what the stream brings. It does not read
    /// ahead of the stream, which brings the rest in larger pages than one referent can read.
    /// </summary>
    private async Task JoinTheStream(ImmutableArray<LoggedEvent> events, CancellationToken cancellation)
    {
        if (_hasJoined || events.FirstOrDefault(logged => logged.Position.Offset > _fold.Offset) is not { } first)
            return;

        if (first.Position.Offset != _expectedFirst)
        {
            var next = await log.ReadSubject(_fold.Id.ToString(), _fold.Offset, 1, cancellation);
            if (next.Any(logged => logged.Position.Offset < first.Position.Offset))
                await CatchUp(cancellation);
        }

        _hasJoined = true;
    }

    private async Task CatchUp(CancellationToken cancellation)
    {
        var before = _fold.Offset;
        var count = 0;
        LoggedEvent? last = null;
        await _fold.CatchUp(
            log,
            recordedUpTo: null,
            (logged, outcome) =>
            {
                count++;
                last = logged;
                Note(logged, outcome);
            },
            cancellation);

        instruments.CaughtUp("referent", count);
        // Asked last: between this and the answer of whoever called, nothing waits.
        _used = await inUse.Now(cancellation);
        if (_fold.Offset > before || _judgedBy != _used.Model)
            Judge(last?.Key);
    }

    /// <summary>
    /// Never before the latest thing that happened, which may be a little in the future; and after what is stored,
    /// which a silo may have evaluated whose clock is ahead of this one.
    /// </summary>
    private DateTimeOffset AsOf()
    {
        var now = time.GetUtcNow();
        var latest = now > _fold.LatestEventTime ? now : _fold.LatestEventTime;
        return latest < _foundAsOf ? _foundAsOf.AddTicks(1) : latest;
    }

    private void Note(LoggedEvent logged, FoldOutcome outcome)
    {
        _dirty = true;
        if (outcome.Result != FoldResult.Quarantined)
            return;

        _quarantined++;
        _pending.Quarantined.Add(
            new QuarantinedEvent(logged.Position, logged.Key, logged.Type, outcome.Code!, logged.RecordedAt, _fold.Id));
        LogQuarantined(logged.Position, outcome.Code!);
    }

    private void Judge(EventKey? cause)
    {
        _asOf = AsOf();
        _judgedBy = _used.Model;
        if (!_fold.HasFacts)
        {
            // Nothing is known of it, or nothing any more: it has no level, so none that could change.
            (_state, _memory) = (default, default);
            shadows.Find(_partition)?.Forget(_fold.Id);
            return;
        }

        var began = _used.Shadows.IsEmpty ? 0 : Stopwatch.GetTimestamp();
        _state = Scoring.Assess(_fold, _judgedBy, _asOf);
        if (!_used.Shadows.IsEmpty)
            shadows.Find(_partition)?.Judge(_fold, _used, _state, _asOf, _memory.LevelSince == default, began);
        if (_state.Level == _memory.Level && _memory.LevelSince != default)
            return;

        var (from, given) = (_memory.Level, _memory.Given);
        _memory = _memory.With(_state.Level, _asOf);
        if (_state.Level == from)
            return;

        _pending.Changes.Add(new RiskChange(
            0, _fold.Id, Position, _asOf, from, _state.Level, _state.Points, _judgedBy?.Identity.Hash, cause));
        // That no model was in use for a while is no low level: who was high before and is high again did not rise.
        if (EscalationTrigger.For(_fold, _judgedBy, given, _state.Level, _asOf) is { } trigger)
            _pending.Outbox.Add(trigger.ToItem(_fold.Id, Position, _asOf, byTime: cause is null));
    }

    private RiskRow Row() => new(
        _state.Level, _state.Points, _state.Evidence, _judgedBy?.Identity.Hash, _asOf, _memory.LevelSince,
        _state.DueOn);

    private ReferentFlush Flush() => new(
        _fold.Id,
        _partition,
        ReferentMemory.Write(_memory, _fold),
        _fold.Register(_asOf),
        Row(),
        [.. _pending.Changes],
        [.. _pending.Outbox],
        [.. _pending.Quarantined])
    {
        HasFacts = _fold.HasFacts,
        Origin = new FlushOrigin(Activation, _found, _foundAsOf),
    };

    [LoggerMessage(1003, LogLevel.Warning, "{Referent} was stored by another activation; this one steps down.")]
    private partial void LogStepsDown(ReferentId referent);

    [LoggerMessage(1001, LogLevel.Warning, "The event at {Position} could not be folded and is in quarantine: {Code}.")]
    private partial void LogQuarantined(LogPosition position, string code);

    [LoggerMessage(
        1002, LogLevel.Information, "The snapshot of {Referent} is of another version; folding its history.")]
    private partial void LogSnapshotOfAnotherVersion(ReferentId referent);
}
