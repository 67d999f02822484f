using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Groups;

/// <summary>
/// How much larger the group's part is among those selected than among those not, within strata that may explain it.
/// </summary>
/// <remarks>
/// <code>
/// DDs = selected of the group / selected − unselected of the group / unselected   (in stratum s)
/// CDD = Σ ns·DDs / Σ ns
/// </code>
/// ns: cases of the stratum. Above zero the group is selected more than it is passed over. Source: Wachter, S.,
/// Mittelstadt, B. and Russell, C. (2021), "Why fairness cannot be automated", Computer Law and Security Review 41,
/// 105567, with the sign turned, as here being selected is the burden. Interval: Poisson bootstrap over cells,
/// percentiles. A stratum in which all or none were selected has no DD and is left out of both sums; undefined when
/// none is left. Strata must be chosen on other grounds than that they make the figure small.
/// </remarks>
public static class ConditionalDisparity
{
    public static Answer<Estimate> Of(
        IReadOnlyList<DisparityStratum> strata, int rounds, ulong seed, double confidence)
    {
        Limits.Rounds(rounds);
        var counts = new long[strata.Count * 4];
        var n = 0L;
        for (var s = 0; s < strata.Count; s++)
        {
            counts[4 * s] = strata[s].GroupSelected;
            counts[(4 * s) + 1] = strata[s].AllSelected - strata[s].GroupSelected;
            counts[(4 * s) + 2] = strata[s].GroupUnselected;
            counts[(4 * s) + 3] = strata[s].AllUnselected - strata[s].GroupUnselected;
            n += strata[s].Count;
        }

        if (n == 0)
            return Lack.NoCases;

        return Value(counts) is { } value
            ? PercentileInterval.Of(value, CellBootstrap.Draw(counts, Value, rounds, seed), confidence, n)
            : Lack.NoVariation;
    }

    private static double? Value(ReadOnlySpan<long> counts)
    {
        var (sum, weight) = (0.0, 0.0);
        for (var s = 0; s < counts.Length; s += 4)
        {
            double selected = counts[s] + counts[s + 1];
            double unselected = counts[s + 2] + counts[s + 3];
            if (selected == 0 || unselected == 0)
                continue;

            sum += (selected + unselected) * ((counts[s] / selected) - (counts[s + 2] / unselected));
            weight += selected + unselected;
        }

        return weight == 0 ? null : sum / weight;
    }
}
