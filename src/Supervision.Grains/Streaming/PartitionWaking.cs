using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Streaming;
using Supervision.Log;

namespace Supervision.Grains.Streaming;

/// <summary>
/// Sees to it that every partition has a grain somewhere: an idle one has no chunk to wake it, and yet days pass for
/// its referents and its outbox waits.
/// </summary>
internal sealed partial class PartitionWaking(
    IGrainFactory grains,
    IEventLog log,
    IOptions<SupervisionOptions> options,
    TimeProvider time,
    ILogger<PartitionWaking> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _waking = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(PartitionWaking), ServiceLifecycleStage.Active, Start, Stop);

    public void Dispose() => _stopping.Dispose();

    private Task Start(CancellationToken cancellation)
    {
        _waking = Task.Run(Wake, cancellation);
        return Task.CompletedTask;
    }

    private async Task Stop(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _waking.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Wake()
    {
        while (!_stopping.IsCancellationRequested)
        {
            for (var partition = 0; partition < log.PartitionCount; partition++)
            {
                try
                {
                    await grains.Partition(partition).Status(_stopping.Token);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    LogNotWoken(failure, partition);
                }
            }

            await Task.Delay(options.Value.SweepPeriod, time, _stopping.Token);
        }
    }

    [LoggerMessage(1107, LogLevel.Warning, "Partition {Partition} could not be woken; it is tried again.")]
    private partial void LogNotWoken(Exception failure, int partition);
}
