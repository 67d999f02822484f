namespace Supervision.Assurance.Intervals;

/// <summary>A confidence interval for a proportion that stays inside [0, 1] and holds for small samples.</summary>
/// <remarks>
/// <code>
/// centre = (k + z²/2) / (n + z²)
/// margin = z / (n + z²) · √( k(n − k)/n + z²/4 )
/// </code>
/// k: successes, 0 ≤ k ≤ n; n: trials, n &gt; 0; z: two-sided normal quantile of the confidence.
/// Source: Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference",
/// JASA 22(158), 209–212, doi:10.1080/01621459.1927.10502953. Undefined without trials.
/// </remarks>
public static class WilsonInterval
{
    public static Answer<Estimate> Of(long successes, long trials, double confidence)
    {
        Limits.Part(successes, trials, nameof(successes));
        var z = Tails.TwoSidedZ(confidence);
        if (trials == 0)
            return Lack.NoCases;

        var (lower, upper) = Bounds(successes, trials, z);
        return new Estimate((double)successes / trials, lower, upper, confidence, trials, trials);
    }

    /// <summary>The same for counts that need not be whole, as an effective sample size is not.</summary>
    internal static (double Lower, double Upper) Bounds(double k, double n, double z)
    {
        var square = z * z;
        var centre = (k + (square / 2)) / (n + square);
        var margin = z / (n + square) * Math.Sqrt((k * (n - k) / n) + (square / 4));

        // At the ends the formula gives 0 and 1 but for rounding.
        return (k <= 0 ? 0 : Math.Max(0, centre - margin), k >= n ? 1 : Math.Min(1, centre + margin));
    }
}
