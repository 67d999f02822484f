using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Assurance.Reports;
using Supervision.AssuranceReports;
using Supervision.Contracts.AssuranceReports;
using Supervision.Contracts.Models;
using Supervision.Gateway.Rules;

namespace Supervision.Gateway.Assuring;

/// <summary>A report that waits to be made.</summary>
/// <param name="Count">Gives the counts, with labels of the vault where those are asked for.</param>
/// <param name="Describe">Puts what was computed into a document.</param>
internal sealed record ReportJob(
    string Id,
    Func<CancellationToken, Task<ReportCounter>> Count,
    ReportPlan Plan,
    Func<Report, ReportDocument> Describe);

/// <summary>
/// Makes reports one at a time, beside the work of this process, and has a model stopped when a report trips a gate.
/// </summary>
internal sealed partial class ReportJobs(
    AssuranceLog log, IGrainFactory grains, IOptions<AssuranceOptions> options, TimeProvider time,
    ILogger<ReportJobs> logger)
    : BackgroundService
{
    private readonly Channel<ReportJob> _queue = Channel.CreateBounded<ReportJob>(options.Value.WaitingMax);
    private readonly ConcurrentDictionary<string, double> _progress = new(StringComparer.Ordinal);

    public bool HasRoom => _queue.Reader.Count < options.Value.WaitingMax;

    /// <summary>False when as many wait as may.</summary>
    public bool TryStart(ReportJob job)
    {
        _progress[job.Id] = 0;
        if (_queue.Writer.TryWrite(job))
            return true;

        _progress.TryRemove(job.Id, out _);
        return false;
    }

    /// <summary>How much of it is done; null when another process is at it, or none.</summary>
    public double? Progress(string report) => _progress.TryGetValue(report, out var share) ? share : null;

    /// <summary>Has the model in use looked at in the light of what is on the log now.</summary>
    public async Task Examine(CancellationToken cancellation) => await grains.Models().Examine(cancellation);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Make(stoppingToken), Watch(stoppingToken), Tend(stoppingToken));

    private async Task Make(CancellationToken stopping)
    {
        while (await _queue.Reader.WaitToReadAsync(stopping).ConfigureAwait(false))
        {
            while (_queue.Reader.TryRead(out var job))
                await Make(job, stopping);
        }
    }

    // This catch ends one report and not the loop: the failure is on the log, for whoever asked, and in ours.
    private async Task Make(ReportJob job, CancellationToken stopping)
    {
        try
        {
            var counter = await job.Count(stopping);
            var report = await Task.Run(
                () => ReportWriting.Write(counter, job.Plan, new Share(share => _progress[job.Id] = share)),
                stopping);
            var document = job.Describe(report).ToText();
            await Record(document.Length > AssuranceRegister.DocumentLengthMax
                ? register => register.Fail(job.Id, "too-large")
                : register => register.Make(job.Id, ReportDocument.HashOf(document), document));
            LogMade(job.Id);
            await Examine(stopping);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            LogFailed(job.Id, failure);
            await RecordFailure(job.Id);
        }
        finally
        {
            _progress.TryRemove(job.Id, out _);
        }

        Task Record(Func<AssuranceRegister, Decision<AssuranceFact>> decide) => log.Carry(decide, stopping);
    }

    // Where even that cannot be recorded, the report counts as interrupted after its term.
    private async Task RecordFailure(string report)
    {
        try
        {
            await log.Carry(register => register.Fail(report, "internal-error"), CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogFailed(report, failure);
        }
    }

    /// <summary>
    /// A process that goes away between a report and the stop that follows from it leaves that to the others.
    /// </summary>
    private Task Watch(CancellationToken stopping) => Repeatedly.Do(
        options.Value.ExamineEvery, time,
        async cancellation =>
        {
            if ((await log.Now(cancellation)).Reports.Values.Any(report => report is { ModelHash: { }, Hash: { } }))
                await Examine(cancellation);
        },
        LogNotExamined, stopping);

    /// <summary>
    /// Says which reports this process is at, and ends those that no gateway is at any more. A table is not kept, so
    /// that nobody can go on with one.
    /// </summary>
    private Task Tend(CancellationToken stopping) =>
        Repeatedly.Do(options.Value.GoneAfter / 6, time, EndGone, LogNotTended, stopping);

    private async Task EndGone(CancellationToken cancellation)
    {
        ImmutableArray<string> unended =
        [
            .. (await log.Now(cancellation)).Reports.Values
                .Where(report => report.State == ReportState.Running).Select(report => report.Id),
        ];
        if (unended.IsEmpty)
            return;

        var gone = await grains.ReportWatch().Look(
            [.. _progress.Keys], unended, options.Value.GoneAfter, cancellation);
        foreach (var report in gone)
        {
            await log.Carry(register => register.Fail(report, AssuranceReport.Interrupted), cancellation);
            LogInterrupted(report);
        }
    }

    [LoggerMessage(4401, LogLevel.Information, "Assurance report {Report} is made.")]
    private partial void LogMade(string report);

    [LoggerMessage(4402, LogLevel.Error, "Assurance report {Report} could not be made.")]
    private partial void LogFailed(string report, Exception failure);

    [LoggerMessage(4403, LogLevel.Warning, "Whether a report trips a gate could not be looked up; tried again.")]
    private partial void LogNotExamined(Exception failure);

    [LoggerMessage(4406, LogLevel.Warning, "Which reports nobody is at could not be looked up; tried again.")]
    private partial void LogNotTended(Exception failure);

    [LoggerMessage(4407, LogLevel.Warning, "Assurance report {Report} was interrupted: its gateway is gone.")]
    private partial void LogInterrupted(string report);

    /// <summary>Progress without the thread of a page.</summary>
    private sealed class Share(Action<double> tell) : IProgress<double>
    {
        public void Report(double value) => tell(value);
    }
}
