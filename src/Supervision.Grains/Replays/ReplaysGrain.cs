using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Replays;
using Supervision.Grains.Escalations;
using Supervision.Replays;

namespace Supervision.Grains.Replays;

/// <summary>
/// Carries replays out, one at a time and a slice at a time, with pauses in which a silo does other work. It reads the
/// log and touches no referent. See decision 26.
/// </summary>
[GrainType("replays")]
internal sealed partial class ReplaysGrain(
    [PersistentState("replays", EscalationMemory.Storage)] IPersistentState<ReplaysMemory> memory,
    ReplayRuns runs,
    IOptions<ReplayOptions> options,
    TimeProvider time,
    ILogger<ReplaysGrain> logger) : Grain, IReplaysGrain
{
    private const int FailuresMax = 5;

    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private ReplayRun? _run;
    private IGrainTimer? _timer;
    private int _failures;

    private List<ReplayJob> Jobs => memory.State.Jobs;

    /// <summary>The one that runs, or is the next to; null when nothing is under way.</summary>
    private ReplayJob? Current =>
        Jobs.Find(job => job.State == ReplayState.Running) ?? Jobs.Find(job => job.IsUnderWay);

    public async Task<ReplayReceipt> Start(string id, ReplayOrder order, CancellationToken cancellation)
    {
        if (Jobs.Find(known => known.Id == id) is { } same)
            return new ReplayReceipt(same, null); // A retry.

        await RemoveOld(cancellation);
        if (Jobs.Count >= options.Value.KeptMax)
            return Refused("too-many-replays", $"There are {Jobs.Count} replays, which is the limit: remove one.");
        if (Jobs.Sum(job => job.Progress.Bytes) >= options.Value.BytesMax)
            return Refused("replays-full", "The rows of replays take all the room there is for them: remove one.");

        var job = ReplayJob.Of(id, order, time.GetUtcNow());
        Jobs.Add(job);
        await Keep(cancellation);
        Go();
        return new ReplayReceipt(job, null);
    }

    public Task<ImmutableArray<ReplayJob>> List(CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<ReplayJob>>(
            [.. Jobs.AsEnumerable().Reverse().Select(job => _run?.Job.Id == job.Id ? _run.Job : job)]);

    public async Task<ReplayReceipt> Cancel(string id, CancellationToken cancellation)
    {
        if (Jobs.Find(job => job.Id == id) is not { } job)
            return new ReplayReceipt(null, null);
        if (job.State == ReplayState.Cancelled)
            return new ReplayReceipt(job, null); // A retry.
        if (job.Cancel(time.GetUtcNow()) is not { } cancelled)
            return Refused("replay-over", "It has ended by itself.");

        if (_run?.Job.Id == id)
            _run = null; // What it did since it was last stored is done again if it is resumed.
        return await Keep(cancelled, cancellation);
    }

    public async Task<ReplayReceipt> Resume(string id, CancellationToken cancellation)
    {
        if (Jobs.Find(job => job.Id == id) is not { } job)
            return new ReplayReceipt(null, null);
        if (job.IsUnderWay)
            return new ReplayReceipt(job, null); // A retry.
        if (job.Resume() is not { } resumed)
            return Refused("replay-over", "It is done: there is nothing to go on with.");

        var receipt = await Keep(resumed, cancellation);
        Go();
        return receipt;
    }

    public async Task<ReplayReceipt> Remove(string id, CancellationToken cancellation)
    {
        if (Jobs.Find(job => job.Id == id) is not { } job)
            return new ReplayReceipt(null, null);
        if (job.IsUnderWay)
            return Refused("replay-under-way", "It is under way: cancel it first.");

        await Remove(job, cancellation);
        return new ReplayReceipt(job, null);
    }

    public async Task Wake(CancellationToken cancellation)
    {
        await RemoveOld(cancellation);
        Go();
    }

    /// <summary>Sees that there is a timer while anything is under way.</summary>
    private void Go()
    {
        if (_timer is null && Current is not null)
            _timer = this.RegisterGrainTimer(
                Step, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true });
    }

    /// <summary>One slice, and then a pause that is as much longer as the share is smaller.</summary>
    private async Task Step(CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        try
        {
            if (await Work(cancellation))
            {
                _timer!.Change(Pause(time.GetElapsedTime(started)), Timeout.InfiniteTimeSpan);
            }
            else
            {
                _timer?.Dispose();
                _timer = null;
            }

            _failures = 0;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A store that is away for a moment is no reason to begin again: from what is stored, after a pause.
            var current = Current;
            LogFailed(current?.Id ?? "", failure);
            _run = null;
            if (++_failures >= FailuresMax && current is { } job)
            {
                _failures = 0;
                await Keep(job.End(time.GetUtcNow(), "internal-error"), cancellation);
            }

            _timer!.Change(PauseAfterFailure, Timeout.InfiniteTimeSpan);
        }
    }

    private TimeSpan Pause(TimeSpan spent) =>
        TimeSpan.FromTicks(Math.Max(1, (long)(spent.Ticks * ((1 / options.Value.Share) - 1))));

    /// <summary>Works on the one that runs, or the next in the queue; false when there is none.</summary>
    private async Task<bool> Work(CancellationToken cancellation)
    {
        _run ??= await Next(cancellation);
        if (_run is null)
            return Current is not null;

        var more = await _run.Work(options.Value.Slice, options.Value.ChunkSize, cancellation);
        if (!more || _run.IsChunkDone(options.Value.ChunkSize))
            await Store(_run, more, cancellation);
        return true;
    }

    private async Task<ReplayRun?> Next(CancellationToken cancellation)
    {
        if (Current is not { } job)
            return null;

        var begin = await runs.Begin(job, cancellation);
        await Keep(begin.Job, cancellation);
        return begin.Run;
    }

    /// <summary>Rows first, then how far it is: what was stored twice is in the same place.</summary>
    private async Task Store(ReplayRun run, bool more, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var packed = run.Pack();
        var job = run.WithChunk(packed.Length);
        if (!packed.IsEmpty)
            await GrainFactory.ReplayPart(job.Id, run.Job.Progress.Parts).Write(packed, cancellation);

        var kept = Jobs.Sum(other => other.Id == job.Id ? 0 : other.Progress.Bytes) + job.Progress.Bytes;
        var wrong = job.Progress.Rows > options.Value.RowsMax ? "too-many-rows"
            : kept > options.Value.BytesMax ? "no-room-for-rows"
            : null;
        if (!more || wrong is not null)
            job = job.End(time.GetUtcNow(), wrong);
        await Keep(job, cancellation);
        run.Stored(job, time.GetElapsedTime(began));
        if (!job.IsUnderWay)
            _run = null;
    }

    private async Task RemoveOld(CancellationToken cancellation)
    {
        var limit = time.GetUtcNow() - options.Value.KeptFor;
        foreach (var old in Jobs.Where(job => job.EndedAt < limit).ToArray())
            await Remove(old, cancellation);
    }

    private async Task Remove(ReplayJob job, CancellationToken cancellation)
    {
        for (var part = 0; part < job.Progress.Parts; part++)
            await GrainFactory.ReplayPart(job.Id, part).Clear(cancellation);
        Jobs.RemoveAll(other => other.Id == job.Id);
        await Keep(cancellation);
    }

    private async Task<ReplayReceipt> Keep(ReplayJob job, CancellationToken cancellation)
    {
        Jobs[Jobs.FindIndex(other => other.Id == job.Id)] = job;
        await Keep(cancellation);
        return new ReplayReceipt(job, null);
    }

    private async Task Keep(CancellationToken cancellation)
    {
        try
        {
            await memory.WriteStateAsync(cancellation);
        }
        catch
        {
            // Whether it was stored is unknown: the next activation reads what is.
            _run = null;
            DeactivateOnIdle();
            throw;
        }
    }

    private static ReplayReceipt Refused(string code, string message) => new(null, new Refusal(code, message));

    [LoggerMessage(2601, LogLevel.Error, "The replay {Replay} could not go on; it is tried again from where it was.")]
    private partial void LogFailed(string replay, Exception failure);
}
