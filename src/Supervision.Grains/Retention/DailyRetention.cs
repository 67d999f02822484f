using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Retention;

namespace Supervision.Grains.Retention;

/// <summary>Asks for the run of the day once its hour has come. Every silo asks; the grain makes one.</summary>
internal sealed partial class DailyRetention(
    IGrainFactory grains, IOptions<RetentionOptions> options, TimeProvider time, ILogger<DailyRetention> logger)
    : SiloLoop
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override bool IsWanted => options.Value.Daily;

    protected override async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var now = time.GetUtcNow().UtcDateTime;
            try
            {
                if (TimeOnly.FromDateTime(now) >= options.Value.At)
                    await grains.Retention().StartOfDay(
                        DateOnly.FromDateTime(now), options.Value.DecidedBy, stopping);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotStarted(failure);
            }

            await Task.Delay(Period, time, stopping);
        }
    }

    [LoggerMessage(2202, LogLevel.Warning, "The run of retention of this day did not begin; it is tried again.")]
    private partial void LogNotStarted(Exception failure);
}
