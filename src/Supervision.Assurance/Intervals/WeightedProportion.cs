using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Intervals;

/// <summary>A proportion of cases that count unequally, with Wilson's interval at the effective sample size.</summary>
/// <remarks>
/// <code>
/// p = Σ w·y / Σ w
/// n′ = (Σ w)² / Σ w²
/// interval = Wilson(k = p·n′, n = n′)
/// </code>
/// y: 1 when the case is a hit, else 0; w: weight of the case, w &gt; 0, for example one over the probability that it
/// was checked. Source of n′: Kish, L. (1965), Survey Sampling, Wiley, section 11.7; of p: Hájek's ratio estimator.
/// Wilson with n′: Korn, E. L. and Graubard, B. I. (1998), Survey Methodology 24(2), 193–201, in spirit. Undefined
/// without cases. The interval is approximate, and poor when a few weights dominate: look at n′ beside n.
/// </remarks>
public static class WeightedProportion
{
    public static Answer<Estimate> Of(OutcomeTally tally, double confidence)
    {
        var z = Tails.TwoSidedZ(confidence);
        if (tally.Count == 0)
            return Lack.NoCases;

        var (hits, all, squares) = tally.Sums();
        var share = hits / all;
        var effective = all * all / squares;
        var (lower, upper) = WilsonInterval.Bounds(share * effective, effective, z);
        return new Estimate(share, lower, upper, confidence, tally.Count, effective);
    }
}
