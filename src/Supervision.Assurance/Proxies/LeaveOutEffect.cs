using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Proxies;

/// <summary>How much of the difference in selection between a group and the reference goes by one feature.</summary>
/// <remarks>
/// <code>
/// effect = (sG − sR) with the feature − (sG − sR) without it
/// </code>
/// sG, sR: shares of the group and of the reference that are selected; the same cases scored twice. Above zero the
/// feature adds to the burden of the group. Source: Lei, J. et al. (2018), "Distribution-free predictive inference for
/// regression", JASA 113(523), 1094–1111, section 6, for leaving one feature out. Interval: Poisson bootstrap over
/// cases, percentiles; pairs stay together. Undefined when either has no cases. What a feature does alone is not what
/// it does with another that tells the same.
/// </remarks>
public static class LeaveOutEffect
{
    public static Answer<Estimate> Of(
        LeaveOutCounts group, LeaveOutCounts reference, int rounds, ulong seed, double confidence)
    {
        Limits.Rounds(rounds);
        if (group.Count == 0 || reference.Count == 0)
            return Lack.NoCases;

        long[] counts =
        [
            group.OnlyWith, group.OnlyWithout, group.Both + group.Neither,
            reference.OnlyWith, reference.OnlyWithout, reference.Both + reference.Neither,
        ];
        return PercentileInterval.Of(
            Value(counts)!.Value,
            CellBootstrap.Draw(counts, Value, rounds, seed),
            confidence,
            group.Count + reference.Count);
    }

    /// <summary>Those selected both times or never cancel out.</summary>
    private static double? Value(ReadOnlySpan<long> counts)
    {
        double group = counts[0] + counts[1] + counts[2];
        double reference = counts[3] + counts[4] + counts[5];
        return group == 0 || reference == 0
            ? null
            : ((counts[0] - counts[1]) / group) - ((counts[3] - counts[4]) / reference);
    }
}
