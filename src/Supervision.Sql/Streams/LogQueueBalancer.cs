using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Supervision.Log;

namespace Supervision.Sql.Streams;

/// <summary>
/// Has each partition pulled by the silo that holds it, so that a chunk goes to its grain without leaving the silo.
/// While silos disagree for a moment, two may pull one partition or none: its grain skips what it has, and reads a hole
/// from the log.
/// </summary>
internal sealed class LogQueueBalancer(IServiceProvider services, ILogger<LogQueueBalancer> logger)
    : QueueBalancerBase(services, logger)
{
    private ImmutableArray<QueueId> _queues = [];
    private volatile Held _held = new([]);

    public override Task Initialize(IStreamQueueMapper queueMapper)
    {
        _queues = [.. queueMapper.GetAllQueues().OrderBy(LogQueueMapper.PartitionOf)];
        return base.Initialize(queueMapper);
    }

    public override IEnumerable<QueueId> GetMyQueues() => _held.Queues;

    protected override void OnClusterMembershipChange(HashSet<SiloAddress> activeSilos)
    {
        var queues = ImmutableArray<QueueId>.Empty;
        if (activeSilos.Contains(SiloAddress))
        {
            var holders = PartitionShares.Of(_queues.Length, activeSilos, silo => silo.ToParsableString());
            queues = [.. _queues.Where(queue => holders[LogQueueMapper.PartitionOf(queue)].Equals(SiloAddress))];
        }

        _held = new Held(queues);
        NotifyListeners().Ignore();
    }

    private sealed record Held(ImmutableArray<QueueId> Queues);
}
