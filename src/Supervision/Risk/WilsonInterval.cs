namespace Supervision.Risk;

/// <summary>A confidence interval for a proportion that stays inside [0, 1] and holds for small samples.</summary>
/// <remarks>
/// <code>
/// centre = (k + z²/2) / (n + z²)
/// margin = z / (n + z²) · √( k(n − k)/n + z²/4 )
/// </code>
/// k: successes, 0 ≤ k ≤ n; n: trials, n &gt; 0; z: two-sided normal quantile of the confidence.
/// Source: Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference",
/// JASA 22(158), 209–212, doi:10.1080/01621459.1927.10502953. Only additions, multiplications, divisions and square
/// roots in a fixed order, each of which IEEE 754 rounds alike everywhere.
/// </remarks>
public readonly record struct WilsonInterval(double Lower, double Upper)
{
    /// <summary>The interval, or null when there were no trials.</summary>
    public static WilsonInterval? Of(long successes, long trials, double z)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
            return null;

        double k = successes;
        double n = trials;
        var square = z * z;
        var width = n + square;
        var centre = (k + (square / 2)) / width;
        var margin = z / width * Math.Sqrt((k * (n - k) / n) + (square / 4));

        // At the ends the formula gives 0 and 1 but for rounding.
        return new WilsonInterval(
            successes == 0 ? 0 : Math.Max(0, centre - margin),
            successes == trials ? 1 : Math.Min(1, centre + margin));
    }
}
