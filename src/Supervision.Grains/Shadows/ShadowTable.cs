using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Supervision.Escalations;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Grains.Shadows;

/// <summary>One shadow beside one model in use in one partition. Not safe for use by two threads at once.</summary>
internal sealed class ShadowTable(RiskModel? used, RiskModel shadow)
{
    /// <summary>Referents compared; further ones are counted as left out.</summary>
    private const int ReferentsMax = 200_000;

    private readonly Dictionary<ReferentId, ShadowStanding> _standings = [];
    private readonly Dictionary<DateOnly, JudgingCount> _days = [];
    private readonly PointScale _usedScale = PointScale.Of(used);
    private readonly PointScale _shadowScale = PointScale.Of(shadow);
    private bool _isFull;
    private bool _hasBegun;

    public RiskModel? Used { get; } = used;

    public string Hash { get; } = shadow.Identity.Hash;

    /// <summary>True the first time: whoever was judged before this has to be judged again.</summary>
    public bool Begin() => !_hasBegun && (_hasBegun = true);

    /// <returns>False when more of the referent was known already.</returns>
    public bool Note(
        ReferentId referent, ShadowStanding next, bool isNew, DateOnly day, long usedTicks, long shadowTicks)
    {
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(_standings, referent, out var isKnown);
        if (isKnown && held.Offset > next.Offset)
            return false;

        var before = held;
        held = next;
        if (!isKnown && _standings.Count > ReferentsMax)
        {
            _standings.Remove(referent);
            _isFull = true;
        }

        var counts = CountsOf(day);
        counts.Judgings++;
        counts.UsedTicks += usedTicks;
        counts.ShadowTicks += shadowTicks;
        if (!isKnown && !isNew)
            return true; // What it was before is not known, so nothing can be said to have changed.

        counts.UsedChanges += before.Used == next.Used ? 0 : 1;
        counts.ShadowChanges += before.Shadow == next.Shadow ? 0 : 1;
        counts.UsedFirings += EscalationTrigger.Fires(Used, before.Used, next.Used) ? 1 : 0;
        counts.ShadowFirings += EscalationTrigger.Fires(shadow, before.Shadow, next.Shadow) ? 1 : 0;
        return true;
    }

    public bool Forget(ReferentId referent) => _standings.Remove(referent);

    public bool IsStale(ReferentId referent, int today) => _standings.TryGetValue(referent, out var standing)
        ? standing.IsStale(today)
        : _standings.Count < ReferentsMax;

    public Counted Count() => new(
        Used?.Identity.Hash, StandingTally.Of(_standings.Values, _usedScale, _shadowScale), _isFull);

    /// <summary>Those whose levels differ, after one in the order of ids.</summary>
    public ImmutableArray<ReferentId> Movers(ReferentId? after, int limit) =>
    [
        .. _standings
            .Where(one => one.Value.Differs
                && (after is null || string.CompareOrdinal(one.Key.ToString(), after.ToString()) > 0))
            .Select(one => one.Key)
            .OrderBy(referent => referent.ToString(), StringComparer.Ordinal)
            .Take(limit),
    ];

    /// <summary>What was counted since this was last asked.</summary>
    public ImmutableArray<ShadowDay> TakeDays()
    {
        ImmutableArray<ShadowDay> taken =
            [.. _days.Select(day => new ShadowDay(day.Key, Used?.Identity.Hash, Hash, day.Value.Tally, null))];
        _days.Clear();
        return taken;
    }

    /// <summary>Where everybody stands today.</summary>
    public ShadowDay Today(DateOnly today) => new(
        today, Used?.Identity.Hash, Hash, JudgingTally.Empty, Count().Tally);

    private JudgingCount CountsOf(DateOnly day)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_days, day, out _);
        return counts ??= new JudgingCount();
    }

    /// <param name="Used">The hash of the model in use; null when none is.</param>
    /// <param name="IsFull">There was no room for some referents.</param>
    internal sealed record Counted(string? Used, StandingTally Tally, bool IsFull);
}
