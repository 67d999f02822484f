using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Power;

/// <summary>The smallest rise above the reference that the data at hand would show with the asked power.</summary>
/// <remarks>
/// <code>
/// d = min { d &gt; 0 : power(p2 + d, n1; p2, n2) ≥ 1 − β },  by bisection to 10⁻⁹
/// </code>
/// p2: proportion of the reference; n1, n2: cases; power as in <see cref="TwoProportionPower"/>. Source: Bloom, H. S.
/// (1995), Evaluation Review 19(5), 547–556, for the notion. Undefined without cases, and out of reach when even
/// p2 + d = 1 would not be shown. A difference below it that is not seen is not shown to be absent.
/// </remarks>
public static class MinimumDetectableDifference
{
    private const int Halvings = 60;

    public static Answer<double> Of(
        double p2, long n1, long n2, double level, double power, Alternative alternative = Alternative.TwoSided)
    {
        Shares.Check(p2, nameof(p2));
        Shares.CheckOpen(level, nameof(level));
        Shares.CheckOpen(power, nameof(power));
        if (alternative == Alternative.Less)
            throw new ArgumentOutOfRangeException(nameof(alternative), alternative, "A rise cannot be a fall.");

        if (n1 == 0 || n2 == 0)
            return Lack.NoCases;

        if (p2 >= 1 || Power(1 - p2) < power)
            return Lack.OutOfReach;

        var (low, high) = (0.0, 1 - p2);
        for (var i = 0; i < Halvings && high - low > 1e-9; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Power(middle) >= power ? (low, middle) : (middle, high);
        }

        return high;

        double Power(double difference) =>
            TwoProportionPower.Value(p2 + difference, n1, p2, n2, level, alternative);
    }
}
