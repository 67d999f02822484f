using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Retention;

namespace Supervision.Grains.Retention;

/// <summary>Asks for the run of the day once its hour has come. Every silo asks; the grain makes one.</summary>
internal sealed partial class DailyRetention(
    IGrainFactory grains, IOptions<RetentionOptions> options, TimeProvider time, ILogger<DailyRetention> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle)
    {
        if (options.Value.Daily)
            lifecycle.Subscribe(nameof(DailyRetention), ServiceLifecycleStage.Active, Start, Stop);
    }

    public void Dispose() => _stopping.Dispose();

    private Task Start(CancellationToken cancellation)
    {
        _watching = Task.Run(Watch, cancellation);
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _watching.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Watch()
    {
        while (!_stopping.IsCancellationRequested)
        {
            var now = time.GetUtcNow().UtcDateTime;
            try
            {
                if (TimeOnly.FromDateTime(now) >= options.Value.At)
                    await grains.Retention().StartOfDay(
                        DateOnly.FromDateTime(now), options.Value.DecidedBy, _stopping.Token);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotStarted(failure);
            }

            await Task.Delay(Period, time, _stopping.Token);
        }
    }

    [LoggerMessage(2202, LogLevel.Warning, "The run of retention of this day did not begin; it is tried again.")]
    private partial void LogNotStarted(Exception failure);
}
