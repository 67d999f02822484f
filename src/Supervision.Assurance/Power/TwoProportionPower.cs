using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Power;

/// <summary>
/// How often the two-proportion test would find a difference that is really there, at the data at hand.
/// </summary>
/// <remarks>
/// <code>
/// p = (n1·p1 + n2·p2)/(n1 + n2),  s0 = √( p(1 − p)(1/n1 + 1/n2) ),  s1 = √( p1(1 − p1)/n1 + p2(1 − p2)/n2 )
/// power = Φ( (δ − z·s0)/s1 ) + Φ( (−δ − z·s0)/s1 ), the second only when two-sided
/// </code>
/// δ: p1 − p2 (its size when two-sided, its negative for less); z: normal quantile 1 − α, or 1 − α/2 when two-sided;
/// ni: cases; pi: true proportions in [0, 1]. Source: Fleiss, Levin and Paik (2003), section 4.2, without continuity
/// correction; as R's power.prop.test(strict = TRUE). Undefined without cases; 0 or 1 when s1 is 0. Approximate: look
/// at Fisher's test for expected cells below five.
/// </remarks>
public static class TwoProportionPower
{
    public static Answer<double> Of(
        double p1, long n1, double p2, long n2, double level, Alternative alternative = Alternative.TwoSided)
    {
        Shares.Check(p1, nameof(p1));
        Shares.Check(p2, nameof(p2));
        Shares.CheckOpen(level, nameof(level));
        ArgumentOutOfRangeException.ThrowIfNegative(n1);
        ArgumentOutOfRangeException.ThrowIfNegative(n2);
        return n1 == 0 || n2 == 0 ? Lack.NoCases : Value(p1, n1, p2, n2, level, alternative);
    }

    internal static double Value(double p1, double n1, double p2, double n2, double level, Alternative alternative)
    {
        var pooled = ((n1 * p1) + (n2 * p2)) / (n1 + n2);
        var nullError = Math.Sqrt(pooled * (1 - pooled) * ((1 / n1) + (1 / n2)));
        var error = Math.Sqrt((p1 * (1 - p1) / n1) + (p2 * (1 - p2) / n2));
        var z = Tails.NormalQuantile(1 - (alternative == Alternative.TwoSided ? level / 2 : level));
        var difference = alternative switch
        {
            Alternative.TwoSided => Math.Abs(p1 - p2),
            Alternative.Greater => p1 - p2,
            Alternative.Less => p2 - p1,
            _ => throw new ArgumentOutOfRangeException(nameof(alternative), alternative, "Unknown alternative."),
        };
        if (error == 0)
            return difference > z * nullError ? 1 : 0;

        var other = alternative == Alternative.TwoSided
            ? Tails.NormalBelow((-difference - (z * nullError)) / error)
            : 0;
        return Tails.NormalBelow((difference - (z * nullError)) / error) + other;
    }
}
