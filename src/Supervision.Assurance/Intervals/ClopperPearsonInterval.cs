using MathNet.Numerics.Distributions;

namespace Supervision.Assurance.Intervals;

/// <summary>
/// The "exact" interval for a proportion: covers at least as often as it says, for every p and n, and is wider for it.
/// </summary>
/// <remarks>
/// <code>
/// lower = B(α/2; k, n − k + 1), 0 when k = 0
/// upper = B(1 − α/2; k + 1, n − k), 1 when k = n
/// </code>
/// B(q; a, b): the q-quantile of the beta distribution; k: successes, 0 ≤ k ≤ n; n: trials, n &gt; 0;
/// α: 1 − confidence. Source: Clopper, C. J. and Pearson, E. S. (1934), "The use of confidence or fiducial limits
/// illustrated in the case of the binomial", Biometrika 26(4), 404–413, doi:10.1093/biomet/26.4.404. Undefined without
/// trials. Use it where a guarantee is asked for; Wilson's is closer to its confidence on average.
/// </remarks>
public static class ClopperPearsonInterval
{
    public static Answer<Estimate> Of(long successes, long trials, double confidence)
    {
        Limits.Part(successes, trials, nameof(successes));
        _ = Tails.TwoSidedZ(confidence);
        if (trials == 0)
            return Lack.NoCases;

        var half = (1 - confidence) / 2;
        var lower = successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, half);
        var upper = successes == trials ? 1 : Beta.InvCDF(successes + 1, trials - successes, 1 - half);
        return new Estimate((double)successes / trials, lower, upper, confidence, trials, trials);
    }
}
