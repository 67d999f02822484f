using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Log;

namespace Supervision.Gateway.Overview;

/// <summary>How fast the log grows: looks at its heads every few seconds and remembers one window of looks.</summary>
internal sealed partial class IngestRate(
    IEventLog log, TimeProvider time, IOptions<GatewayOptions> options, ILogger<IngestRate> logger) : BackgroundService
{
    private const int LooksPerWindow = 12;

    private ImmutableQueue<(long At, long Events)> _looks = [];

    /// <summary>Events per second over the window, or since the start when that is shorter; null at first.</summary>
    public decimal? PerSecond()
    {
        var looks = _looks;
        if (looks.IsEmpty)
            return null;

        var (first, last) = (looks.Peek(), looks.Last());
        var seconds = (decimal)time.GetElapsedTime(first.At, last.At).TotalSeconds;
        return seconds <= 0 ? null : decimal.Round((last.Events - first.Events) / seconds, 1);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.RateWindow / LooksPerWindow, time);
        try
        {
            do
                await TryLook(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end. Thrown on, the host would take it for a failure when it could not start.
        }
    }

    private async Task TryLook(CancellationToken cancellation)
    {
        try
        {
            await Look(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotSeen(failure);
        }
    }

    private async Task Look(CancellationToken cancellation)
    {
        var heads = await log.Heads(cancellation);
        var looks = _looks.Enqueue((time.GetTimestamp(), heads.Sum(head => head.Offset)));
        while (looks.Count() > LooksPerWindow + 1)
            looks = looks.Dequeue();
        _looks = looks;
    }

    [LoggerMessage(4190, LogLevel.Warning, "The heads of the log could not be read; the ingest rate is a look behind.")]
    private partial void LogNotSeen(Exception failure);
}
