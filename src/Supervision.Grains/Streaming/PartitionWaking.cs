using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Shadows;
using Supervision.Contracts.Streaming;
using Supervision.Grains.Placement;
using Supervision.Log;

namespace Supervision.Grains.Streaming;

/// <summary>
/// Sees to it that every partition has a grain: an idle one has no chunk to wake it, and yet days pass for its
/// referents and its outbox waits. Each silo wakes the partitions that it holds, those it has just got at once.
/// </summary>
internal sealed partial class PartitionWaking(
    IGrainFactory grains,
    IEventLog log,
    PartitionHolders holders,
    IOptions<SupervisionOptions> options,
    TimeProvider time,
    ILogger<PartitionWaking> logger) : SiloLoop
{
    /// <summary>How long a stopping silo takes to store what is not stored.</summary>
    private static readonly TimeSpan SettlingMax = TimeSpan.FromSeconds(10);

    /// <summary>How often it looks whether silos came or went.</summary>
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(2);

    protected override async Task Run(CancellationToken stopping)
    {
        var awake = new HashSet<int>();
        var since = time.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            if (time.GetElapsedTime(since) >= options.Value.SweepPeriod)
            {
                awake.Clear();
                since = time.GetTimestamp();
            }

            awake.RemoveWhere(partition => !holders.IsHere(partition));
            foreach (var partition in Enumerable.Range(0, log.PartitionCount).Where(holders.IsHere))
            {
                if (!awake.Contains(partition) && await Wake(partition, stopping))
                    awake.Add(partition);
            }

            await Task.Delay(LookPeriod, time, stopping);
        }
    }

    protected override async Task End(CancellationToken cancellation)
    {
        // While grains can still be called. What does not get stored in time is delivered again after the next start.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(SettlingMax);
        await Waves.ForEach(
            [.. Enumerable.Range(0, log.PartitionCount).Where(holders.IsHere)],
            log.PartitionCount,
            partition => Settle(partition, patience.Token));
    }

    private async Task Settle(int partition, CancellationToken cancellation)
    {
        try
        {
            await grains.Partition(partition).Settle(cancellation).WaitAsync(cancellation);
            await grains.Shadow(partition).Store(cancellation).WaitAsync(cancellation);
        }
        catch (Exception failure)
        {
            LogNotSettled(failure, partition);
        }
    }

    private async Task<bool> Wake(int partition, CancellationToken stopping)
    {
        try
        {
            await grains.Partition(partition).Status(stopping);
            await grains.Shadow(partition).Wake(stopping);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogNotWoken(failure, partition);
            return false;
        }
    }

    [LoggerMessage(1107, LogLevel.Warning, "Partition {Partition} could not be woken; it is tried again.")]
    private partial void LogNotWoken(Exception failure, int partition);

    [LoggerMessage(
        1191, LogLevel.Warning, "Partition {Partition} was not stored before the stop; it is delivered again.")]
    private partial void LogNotSettled(Exception failure, int partition);
}
