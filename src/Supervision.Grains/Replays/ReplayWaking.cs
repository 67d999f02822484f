using Microsoft.Extensions.Logging;
using Supervision.Contracts.Replays;

namespace Supervision.Grains.Replays;

/// <summary>
/// Sees that replays go on after a start, or after the silo that had them went away, and that old ones are removed.
/// Every silo asks; there is one grain.
/// </summary>
internal sealed partial class ReplayWaking(
    IGrainFactory grains, TimeProvider time, ILogger<ReplayWaking> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _watching = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(ReplayWaking), ServiceLifecycleStage.Active, Start, Stop);

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
                await grains.Replays().Wake(_stopping.Token);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogNotWoken(failure);
            }

            await Task.Delay(Period, time, _stopping.Token);
        }
    }

    [LoggerMessage(2602, LogLevel.Warning, "Replays could not be asked to go on; it is tried again.")]
    private partial void LogNotWoken(Exception failure);
}
