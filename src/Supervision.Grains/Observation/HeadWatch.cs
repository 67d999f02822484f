using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Log;

namespace Supervision.Grains.Observation;

/// <summary>Looks at the ends of the log now and then, once for the whole silo, so that lag can be told.</summary>
internal sealed partial class HeadWatch(
    IEventLog log,
    PartitionProgress progress,
    IOptions<SupervisionOptions> options,
    TimeProvider time,
    ILogger<HeadWatch> logger) : SiloLoop
{
    protected override async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                progress.See(await log.Heads(stopping));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotSeen(failure);
            }

            await Task.Delay(options.Value.LagPeriod, time, stopping);
        }
    }

    [LoggerMessage(1190, LogLevel.Warning, "The ends of the log could not be read; the lag shown is of earlier.")]
    private partial void LogNotSeen(Exception failure);
}
