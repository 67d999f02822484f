using System.Collections.Immutable;
using Supervision.Contracts.Shadows;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>Puts together what the partitions counted, wherever they are.</summary>
internal sealed class ShadowGathering(IGrainFactory grains, IEventLog log)
{
    /// <summary>Where everybody stands, of the partitions that compare with the same model in use.</summary>
    public async Task<(StandingTally Tally, bool IsWhole)> Standing(
        string shadow, RiskModelInUse used, CancellationToken cancellation)
    {
        var views = await OfAll(grain => grain.Standing(shadow, cancellation));
        var same = views.Where(view => view.IsEvaluated && view.Used == used.Hash).ToArray();
        return (
            same.Aggregate(StandingTally.Empty, (sum, view) => sum.And(view.Tally)),
            same.Length == views.Length && same.All(view => view.IsWhole));
    }

    public async Task<ImmutableArray<ShadowDay>> Days(
        string shadow, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        (await OfAll(grain => grain.Days(shadow, from, to, cancellation)))
            .Aggregate(ImmutableArray<ShadowDay>.Empty, (sum, days) => sum.And(days));

    /// <summary>
    /// A page of those whose level would be another: whom the partitions name first, and then why, of the page alone.
    /// </summary>
    public async Task<(ImmutableArray<ShadowMove> Moves, ReferentId? Next)> Movers(
        string shadow, ReferentId? after, int size, CancellationToken cancellation)
    {
        var named = (await OfAll(grain => grain.Movers(shadow, after, size + 1, cancellation)))
            .SelectMany(some => some)
            .OrderBy(referent => referent.ToString(), StringComparer.Ordinal)
            .Take(size + 1)
            .ToArray();
        var page = named.Length > size ? named[..size] : named;
        var explained = await Task.WhenAll(page
            .GroupBy(referent => Partitions.Of(referent.ToString(), log.PartitionCount))
            .Select(some => grains.Shadow(some.Key).Explain(shadow, [.. some], cancellation)));
        return (
            [
                .. explained.SelectMany(some => some)
                    // It may have moved since it was counted, or what moved it is not stored yet.
                    .Where(move => move.UsedLevel != move.ShadowLevel)
                    .OrderBy(move => move.Referent.ToString(), StringComparer.Ordinal),
            ],
            named.Length > size ? page[^1] : null);
    }

    private Task<TAnswer[]> OfAll<TAnswer>(Func<IShadowGrain, Task<TAnswer>> ask) =>
        Task.WhenAll(Enumerable.Range(0, log.PartitionCount).Select(partition => ask(grains.Shadow(partition))));
}
