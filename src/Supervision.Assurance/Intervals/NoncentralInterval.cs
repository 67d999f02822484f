using MathNet.Numerics;

namespace Supervision.Assurance.Intervals;

/// <summary>
/// The interval of a figure that is a chi-square by its number of cases, and above zero by chance alone.
/// </summary>
/// <remarks>
/// <code>
/// X² = u·θ ~ χ²(d, λ),  λ = u·(what θ estimates)
/// lower: P(χ²(d, λ) ≤ X²) = 1 − α/2,  upper: P(χ²(d, λ) ≤ X²) = α/2,  zero where no λ gives it
/// P(χ²(d, λ) ≤ x) = Σj Poisson(j; λ/2)·P(χ²(d + 2j) ≤ x);  for X² above 1,000: λ = (√X² ∓ z)² − d + 1
/// </code>
/// θ: the figure; u: its X² for each unit; d: degrees of freedom; α: 1 − confidence. Never below the figure at its
/// upper end, which is only wider. Source: Smithson, M. (2003), Confidence Intervals, Sage, chapter 4; Johnson, Kotz
/// and Balakrishnan (1995), Continuous Univariate Distributions 2, chapter 29. Holds for many cases and figures that
/// are not large; near its largest possible value it is too wide.
/// </remarks>
public static class NoncentralInterval
{
    private const double Large = 1_000;
    private const int Halvings = 60;

    public static Estimate Of(double value, double unit, double degrees, double confidence, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(unit);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degrees);
        var (z, half, statistic) = (Tails.TwoSidedZ(confidence), (1 - confidence) / 2, value * unit);
        var (lower, upper) = statistic > Large
            ? (Beside(statistic, -z, degrees), Beside(statistic, z, degrees))
            : (Noncentrality(statistic, degrees, 1 - half), Noncentrality(statistic, degrees, half));
        return new Estimate(value, lower / unit, Math.Max(value, upper / unit), confidence, count, count);
    }

    private static double Beside(double statistic, double z, double degrees)
    {
        var root = Math.Sqrt(statistic) + z;
        return Math.Max(0, (root * root) - degrees + 1);
    }

    /// <summary>λ with P(χ²(d, λ) ≤ X²) = share, which falls as λ rises.</summary>
    private static double Noncentrality(double statistic, double degrees, double share)
    {
        if (Below(statistic, degrees, 0) <= share)
            return 0;

        var (low, high) = (0.0, statistic + (20 * Math.Sqrt(statistic + degrees)) + 50);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Below(statistic, degrees, middle) > share ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    private static double Below(double x, double degrees, double noncentrality)
    {
        var mean = noncentrality / 2;
        var reach = (8 * Math.Sqrt(mean)) + 20;
        var (sum, first) = (0.0, Math.Max(0, (int)(mean - reach)));
        for (var j = first; j <= mean + reach; j++)
        {
            var weight = mean == 0
                ? (j == 0 ? 1 : 0)
                : Math.Exp((j * Math.Log(mean)) - mean - SpecialFunctions.GammaLn(j + 1));
            if (weight > 0)
                sum += weight * SpecialFunctions.GammaLowerRegularized((degrees / 2) + j, x / 2);
        }

        return sum;
    }
}
