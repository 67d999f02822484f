using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.AssuranceReports;
using Supervision.Gateway.Rules;
using Supervision.Log;
using Supervision.Models;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// Has reports made that a schedule asks for. Every gateway looks; the log takes the asking of one of them, and that
/// one makes the report, as if a person had asked. One that trips a gate stops the model like any other.
/// </summary>
internal sealed partial class ScheduledReports(
    AssuranceLog assurance, ModelLease models, IEventLog log, ReportJobs jobs, IOptions<AssuranceOptions> options,
    TimeProvider time, ILogger<ScheduledReports> logger) : BackgroundService
{
    // One that is stopped in the middle leaves what was asked for to be asked for again.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Repeatedly.Do(options.Value.ExamineEvery, time, Start, LogNotStarted, stoppingToken);

    /// <summary>Starts what is due, as far as there is room; gives how many were started.</summary>
    public async Task<int> Start(CancellationToken cancellation)
    {
        var register = await assurance.Now(cancellation);
        if (register.Schedules.IsEmpty)
            return 0;

        var started = 0;
        var versions = (await models.Register(cancellation)).Versions.Values
            .Where(version => version.Stage is not (ModelStage.Draft or ModelStage.Retired))
            .OrderBy(version => version.Name.ToString(), StringComparer.Ordinal);
        foreach (var version in versions)
        {
            if (!jobs.HasRoom)
                return started;
            if (register.Scheduled(version.Name.Id) is { } sheet
                && register.IsDue(version.Name.Id, version.Hash, time.GetUtcNow())
                && await Start(sheet, version, cancellation))
                started++;
        }

        return started;
    }

    private async Task<bool> Start(ScheduleSheet sheet, ModelVersion version, CancellationToken cancellation)
    {
        var asked = StreamRequest.Of(sheet, version.Name, time.GetUtcNow());
        var heads = await log.Heads(cancellation);
        var decision = await assurance.Carry(
            register => register.AskBySchedule(
                version.Name, version.Hash, asked.Title, asked.Question.Digest(heads), time.GetUtcNow()),
            cancellation);
        if (decision.Facts is not [ReportAsked { Report: var report }])
            return false; // Another was quicker, or the schedule is another by now.

        LogAsked(report, version.Name.ToString());
        if (jobs.TryStart(asked.ToJob(
            report, version, log, heads, join: null, () => new Pace(options.Value.Share, time))))
            return true;

        await assurance.Carry(register => register.Fail(report, "no-room"), cancellation);
        return false;
    }

    [LoggerMessage(4404, LogLevel.Information, "A schedule asks for assurance report {Report} of model {Model}.")]
    private partial void LogAsked(string report, string model);

    [LoggerMessage(4405, LogLevel.Warning, "Reports that a schedule asks for could not be started; tried again.")]
    private partial void LogNotStarted(Exception failure);
}
