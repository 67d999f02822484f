using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Retention;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Events;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;

namespace Supervision.Grains.Retention;

/// <summary>
/// Runs retention beside all else, a step at a time. What it keeps is on the log: who ordered a run, and what came of
/// it. A run that ended with its silo is accounted for by what it had ordered, which the next one finishes.
/// </summary>
[GrainType("retention")]
internal sealed partial class RetentionGrain(
    IEventLog log, IPayloadErasure erasure, IEvidenceFiles files, IOptions<RetentionOptions> options, TimeProvider time,
    ILogger<RetentionGrain> logger) : Grain, IRetentionGrain
{
    private const int RunsMax = 100;

    private readonly List<RetentionRunView> _runs = [];
    private readonly HashSet<DateOnly> _days = [];
    private RetentionStarted? _last;
    private RetentionRun? _run;
    private IGrainTimer? _timer;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var after = 0L;
        while (await log.ReadSubject(RetentionRecords.Subject, after, LogLimits.PageMax, cancellationToken)
            is { IsEmpty: false } page)
        {
            foreach (var logged in page)
                Apply(logged);
            after = page[^1].Position.Offset;
        }

        if (_last is { IsPreview: false, Heads: { } heads } && _runs[^1].EndedAt is null)
            await Record(await BrokenOffRun.Account(_last.RunId, heads, log, cancellationToken), cancellationToken);
    }

    public async Task<RetentionReceipt> Start(StartRetention command, CancellationToken cancellation)
    {
        if (_run is not null)
            return Refused("retention-running", "A run is under way; wait for its end.");
        if (!command.IsPreview && !await erasure.IsAllowed(cancellation))
            return Refused(
                "erasure-not-here", "The role of this server in the database may not carry out orders to erase.");

        return new RetentionReceipt(
            await Begin(new RetentionStarted(command.RunId, command.IsPreview, command.By), cancellation), null);
    }

    public async Task StartOfDay(DateOnly day, string decidedBy, CancellationToken cancellation)
    {
        if (_run is null && !_days.Contains(day))
            await Begin(
                new RetentionStarted(
                    string.Create(CultureInfo.InvariantCulture, $"day-{day:yyyy-MM-dd}"), false, decidedBy, day),
                cancellation);
    }

    public Task<ImmutableArray<RetentionRunView>> List(CancellationToken cancellation)
    {
        var runs = _runs.AsEnumerable().Reverse();
        return Task.FromResult<ImmutableArray<RetentionRunView>>(
            [.. runs.Select(run => _run is not null && run == _runs[^1] ? With(run, _run.Report) : run)]);
    }

    private async Task<RetentionRunView> Begin(RetentionStarted started, CancellationToken cancellation)
    {
        var (heads, now) = (await log.Heads(cancellation), Rfc3339.Kept(time.GetUtcNow()));
        started = started with { Heads = [.. heads.OrderBy(head => head.Partition).Select(head => head.Offset)] };
        await log.Append([started.ToEvent(now, log.PartitionCount)], cancellation);
        Apply(started, now);
        _runs[^1] = _runs[^1] with { State = "running" };
        _run = new RetentionRun(
            new DossierKeeping(log, erasure, time), erasure, time, refresh: null, Forget,
            started.IsPreview);
        _timer = this.RegisterGrainTimer(
            Step, new GrainTimerCreationOptions(TimeSpan.Zero, options.Value.StepPause)
            {
                KeepAlive = true,
                Interleave = true,
            });
        return _runs[^1];
    }

    private async Task Step(CancellationToken cancellation)
    {
        if (_run is null)
            return;

        try
        {
            if (!await _run.Step(cancellation))
                await End("done", cancellation);
            else if (_run.Report.Erased >= options.Value.PayloadsPerRunMax)
                await End("limit-reached", cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whoever ordered it sees that; the next run goes on where this one was broken off.
            LogFailed(_runs[^1].RunId, failure);
            await End("failed", cancellation);
        }
    }

    private async Task End(string state, CancellationToken cancellation)
    {
        var report = _run!.Report;
        var ended = new RetentionEnded(
            _runs[^1].RunId, state, report.Looked, report.Referents,
            [.. report.Due.Select(due => new RetentionDue(
                Facts.ClosedList<MatterKind>.WordFor(due.Kind), due.Type, due.Count))],
            [.. report.Held.Select(held => new RetentionHeld(held.Key, held.Value))],
            report.Erased, report.ScoresErased);
        await Record(ended, cancellation);
    }

    private async Task Record(RetentionEnded ended, CancellationToken cancellation)
    {
        var now = Rfc3339.Kept(time.GetUtcNow());
        await log.Append([ended.ToEvent(now, log.PartitionCount)], cancellation);
        _run = null;
        _timer?.Dispose();
        Apply(ended, now);
    }

    private async Task Forget(ReferentId referent, int upToEpisode, CancellationToken cancellation)
    {
        files.Forget(referent, upToEpisode);
        await erasure.ForgetListed(referent, upToEpisode, cancellation);
        await GrainFactory.Escalation(referent).Forget(cancellation);
    }

    private void Apply(LoggedEvent logged)
    {
        if (RetentionRecords.TryRead(logged, out RetentionStarted? started))
            Apply(started, logged.Time);
        else if (RetentionRecords.TryRead(logged, out RetentionEnded? ended))
            Apply(ended, logged.Time);
    }

    private void Apply(RetentionStarted started, DateTimeOffset at)
    {
        if (started.Day is { } day)
            _days.Add(day);
        _last = started;
        _runs.Add(new RetentionRunView(
            started.RunId, started.IsPreview, started.By, at, null, BrokenOffRun.State, 0, 0, [], [], 0, 0));
        if (_runs.Count > RunsMax)
            _runs.RemoveAt(0);
    }

    private void Apply(RetentionEnded ended, DateTimeOffset at)
    {
        var index = _runs.FindLastIndex(run => run.RunId == ended.RunId);
        if (index < 0)
            return;
        _runs[index] = _runs[index] with
        {
            EndedAt = at,
            State = ended.State,
            Looked = ended.Looked,
            Referents = ended.Referents,
            Due = [.. ended.Due.Select(due => new DueView(due.Kind, due.Type, due.Count))],
            Held = [.. ended.Held.Select(held => new HeldView(held.Because, held.Dossiers))],
            Erased = ended.Erased,
            ScoresErased = ended.ScoresErased,
        };
    }

    private static RetentionRunView With(RetentionRunView run, RetentionReport report) => run with
    {
        Looked = report.Looked,
        Referents = report.Referents,
        Due = [.. report.Due.Select(due => new DueView(
            Facts.ClosedList<MatterKind>.WordFor(due.Kind), due.Type, due.Count))],
        Held = [.. report.Held.Select(held => new HeldView(held.Key, held.Value))],
        Erased = report.Erased,
        ScoresErased = report.ScoresErased,
    };

    private static RetentionReceipt Refused(string code, string message) => new(null, new Refusal(code, message));

    [LoggerMessage(2201, LogLevel.Error, "The run of retention {RunId} failed; the next one goes on from there.")]
    private partial void LogFailed(string runId, Exception failure);
}
