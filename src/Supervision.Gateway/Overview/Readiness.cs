using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Streaming;
using Supervision.Log;

namespace Supervision.Gateway.Overview;

/// <summary>
/// Whether requests should come here: the log can be written, grains answer, and what is accepted becomes visible soon
/// enough. One answer serves everybody who asks within a second, so that asking is no load.
/// </summary>
internal sealed partial class Readiness(
    IEventLog log,
    IGrainFactory grains,
    IHostApplicationLifetime lifetime,
    IOptions<GatewayOptions> options,
    TimeProvider time,
    ILogger<Readiness> logger) : IDisposable
{
    private static readonly TimeSpan AnswerKept = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1);
    private long? _lookedAt;
    private Unready? _last;
    private volatile bool _isLeaving;

    /// <summary>Says from now on that requests should go elsewhere; before the process stops taking them.</summary>
    public void Leave() => _isLeaving = true;

    /// <summary>Why it is not ready; null when it is.</summary>
    public async Task<Unready?> Look(CancellationToken cancellation)
    {
        if (_isLeaving || lifetime.ApplicationStopping.IsCancellationRequested)
            return Unready.Stopping;

        await _turn.WaitAsync(cancellation);
        try
        {
            if (_lookedAt is { } at && time.GetElapsedTime(at) < AnswerKept)
                return _last;

            var found = await LookInTime();
            if (found != _last)
                Tell(found);
            _last = found;
            _lookedAt = time.GetTimestamp();
            return found;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The lag beyond the limit, if it is; of the partition that is furthest behind.</summary>
    internal static Unready? Judge(IEnumerable<PartitionView> partitions, long lagMax) =>
        partitions.Max(partition => partition.Lag) > lagMax ? Unready.Behind : null;

    // These catches end the errors: not being ready is the answer, and the reason is logged once.
    private async Task<Unready?> LookInTime()
    {
        var limit = options.Value.ReadinessTimeout;
        using var patience = new CancellationTokenSource(limit, time);
        try
        {
            await log.CheckWritable(patience.Token).WaitAsync(limit, time);
        }
        catch (Exception failure)
        {
            LogLogFailed(failure);
            return Unready.LogNotWritable;
        }

        try
        {
            await grains.HarmLimiter().View(patience.Token).WaitAsync(limit, time);
            var views = await Task
                .WhenAll(Enumerable.Range(0, log.PartitionCount)
                    .Select(partition => grains.Partition(partition).Status(patience.Token)))
                .WaitAsync(limit, time);
            return Judge(views, options.Value.ReadinessLagMax);
        }
        catch (Exception failure)
        {
            LogGrainsFailed(failure);
            return Unready.GrainsSilent;
        }
    }

    private void Tell(Unready? found)
    {
        if (found is { } because)
            LogUnready(because);
        else
            LogReady();
    }

    [LoggerMessage(4201, LogLevel.Warning, "Not ready: {Because}.")]
    private partial void LogUnready(Unready because);

    [LoggerMessage(4202, LogLevel.Information, "Ready.")]
    private partial void LogReady();

    [LoggerMessage(4203, LogLevel.Warning, "The log could not be written to in a probe.")]
    private partial void LogLogFailed(Exception failure);

    [LoggerMessage(4204, LogLevel.Warning, "The grains did not answer a probe.")]
    private partial void LogGrainsFailed(Exception failure);
}

/// <summary>Why requests should go elsewhere.</summary>
internal enum Unready
{
    Stopping,
    LogNotWritable,
    GrainsSilent,
    Behind,
}
