using Microsoft.Extensions.Logging;
using Supervision.Contracts.Replays;

namespace Supervision.Grains.Replays;

/// <summary>
/// Sees that replays go on after a start, or after the silo that had them went away, and that old ones are removed.
/// Every silo asks; there is one grain.
/// </summary>
internal sealed partial class ReplayWaking(
    IGrainFactory grains, TimeProvider time, ILogger<ReplayWaking> logger) : SiloLoop
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await grains.Replays().Wake(stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotWoken(failure);
            }

            await Task.Delay(Period, time, stopping);
        }
    }

    [LoggerMessage(2602, LogLevel.Warning, "Replays could not be asked to go on; it is tried again.")]
    private partial void LogNotWoken(Exception failure);
}
