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
    ILogger<HeadWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(HeadWatch), ServiceLifecycleStage.Active, Start, Stop);

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
            try
            {
                progress.See(await log.Heads(_stopping.Token));
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotSeen(failure);
            }

            await Task.Delay(options.Value.LagPeriod, time, _stopping.Token);
        }
    }

    [LoggerMessage(1190, LogLevel.Warning, "The ends of the log could not be read; the lag shown is of earlier.")]
    private partial void LogNotSeen(Exception failure);
}
