using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Grains.Placement;

/// <summary>Which silo holds which partition, among the silos that are there at this moment.</summary>
internal sealed class PartitionHolders(IEventLog log, ISiloStatusOracle silos)
{
    // Asked for every grain that is placed, and the same for as long as no silo comes or goes.
    private volatile Shares _last = new([], []);

    /// <summary>The one of these silos that holds a partition.</summary>
    public SiloAddress Of(int partition, SiloAddress[] among)
    {
        var last = _last;
        if (!last.Among.AsSpan().SequenceEqual(among))
        {
            var holders = PartitionShares.Of(log.PartitionCount, among, silo => silo.ToParsableString());
            _last = last = new Shares([.. among], holders);
        }

        return last.Holders[partition];
    }

    /// <summary>Whether another silo holds the partition now, so that what belongs to it has to move.</summary>
    /// <remarks>A silo that is not active cannot tell, and has nothing to move.</remarks>
    public bool IsElsewhere(int partition)
    {
        var active = silos.GetActiveSilos();
        return active.Contains(silos.SiloAddress) && !Of(partition, active).Equals(silos.SiloAddress);
    }

    /// <summary>Whether this silo holds the partition, as far as it knows; no, once it is leaving.</summary>
    public bool IsHere(int partition)
    {
        var active = silos.GetActiveSilos();
        return active.Contains(silos.SiloAddress) && Of(partition, active).Equals(silos.SiloAddress);
    }

    private sealed record Shares(ImmutableArray<SiloAddress> Among, ImmutableArray<SiloAddress> Holders);
}
