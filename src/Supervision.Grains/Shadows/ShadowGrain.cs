using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Shadows;
using Supervision.Grains.Escalations;
using Supervision.Grains.Placement;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Grains.Shadows;

/// <summary>
/// Keeps the shadows of one partition: which there are, that every referent is judged by them, and the counts of days.
/// It lives where its partition lives, so that referents leave what they judged without a call.
/// </summary>
[GrainType("shadow"), KeepAlive, WithPartition]
internal sealed partial class ShadowGrain(
    [PersistentState("shadow-days", EscalationMemory.Storage)] IPersistentState<ShadowMemory> memory,
    IEventLog log,
    IReferentStore store,
    IModelInUse inUse,
    ShadowBoard board,
    PartitionHolders holders,
    IOptions<SupervisionOptions> options,
    TimeProvider time,
    ILogger<ShadowGrain> logger) : Grain, IShadowGrain
{
    // As a partition: a move on the first sight of it might be undone.
    private const int AwayMax = 3;

    private readonly SupervisionOptions _options = options.Value;
    private ImmutableArray<ShadowDay> _days = [];
    private PartitionShadows _shadows = null!;
    private ShadowPass _pass = null!;
    private RiskModelInUse _used = RiskModelInUse.None;
    private int _partition;
    private long _storedAt;
    private int _away;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _partition = checked((int)this.GetPrimaryKeyLong());
        _days = ShadowDays.Read(memory.State.Days);
        _storedAt = time.GetTimestamp();
        _shadows = board.Join(_partition);
        _pass = new ShadowPass(_partition, _shadows, GrainFactory, store, log, time);
        this.RegisterGrainTimer(InTime, new() { DueTime = TimeSpan.Zero, Period = _options.FlushPeriod });
        return Task.CompletedTask;
    }

    /// <remarks>When the silo stops, what there was is stored before its grains begin to leave.</remarks>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        board.Leave(_partition, _shadows);
        if (reason.ReasonCode != DeactivationReasonCode.ShuttingDown)
            await Store(cancellationToken);
    }

    public Task Wake(CancellationToken cancellation) => Task.CompletedTask;

    public async Task<ShadowStandingView> Standing(string shadow, CancellationToken cancellation)
    {
        await Follow(cancellation);
        return _shadows.Count(shadow) is { } counted
            ? new ShadowStandingView(
                true, _pass.IsDoneOn(Today) && !counted.IsFull, counted.Used, counted.Tally)
            : new ShadowStandingView(false, false, _used.Hash, StandingTally.Empty);
    }

    public Task<ImmutableArray<ShadowDay>> Days(
        string shadow, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        Take();
        return Task.FromResult<ImmutableArray<ShadowDay>>(
            [.. _days.Where(row => row.Shadow == shadow && row.Day >= from && row.Day <= to)]);
    }

    public async Task<ImmutableArray<ReferentId>> Movers(
        string shadow, ReferentId? after, int limit, CancellationToken cancellation)
    {
        await Follow(cancellation);
        return _shadows.Movers(shadow, after, limit);
    }

    public async Task<ImmutableArray<ShadowMove>> Explain(
        string shadow, ImmutableArray<ReferentId> referents, CancellationToken cancellation)
    {
        await Follow(cancellation);
        return _used.Shadows.FirstOrDefault(model => model.Identity.Hash == shadow) is { } model
            ? await ShadowMoves.Of(_partition, referents, _used.Model, model, store, time.GetUtcNow(), cancellation)
            : [];
    }

    public async Task Settle(CancellationToken cancellation)
    {
        while (await Step(cancellation))
        {
            // The next page.
        }

        await Store(cancellation);
    }

    public async Task Store(CancellationToken cancellation)
    {
        _storedAt = time.GetTimestamp();
        if (!Take())
            return;

        try
        {
            memory.State.Days = ShadowDays.Write(_days);
            await memory.WriteStateAsync(cancellation);
        }
        catch
        {
            // Whether it was stored is unknown: the next activation reads what is.
            DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>Brings what was counted to the days; whether there was anything.</summary>
    private bool Take()
    {
        var taken = _shadows.TakeDays(Today);
        _days = _days.Then(taken, _options.ShadowDaysKept);
        return !taken.IsEmpty;
    }

    /// <summary>Which shadows there are, by the lease that scores have too.</summary>
    private async Task Follow(CancellationToken cancellation)
    {
        _used = await inUse.Now(cancellation);
        if (_shadows.Keep(_used))
            _pass.Begin();
    }

    private async Task<bool> Step(CancellationToken cancellation)
    {
        await Follow(cancellation);
        return !_used.Shadows.IsEmpty && await _pass.Step(_used, cancellation);
    }

    private async Task InTime(CancellationToken cancellation)
    {
        try
        {
            await Step(cancellation);
            if (time.GetElapsedTime(_storedAt) >= _options.ShadowStorePeriod)
                await Store(cancellation);

            _away = holders.IsElsewhere(_partition) ? _away + 1 : 0;
            if (_away >= AwayMax)
                MigrateOnIdle();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailed(failure, _partition);
        }
    }

    [LoggerMessage(
        1120, LogLevel.Warning, "Partition {Partition}: comparing by shadows failed and is tried again; scores go on.")]
    private partial void LogFailed(Exception failure, int partition);
}
