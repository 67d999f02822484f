namespace Supervision.Assurance.Hypotheses;

/// <summary>Whether two groups differ in a proportion more than chance explains: the pooled z-test.</summary>
/// <remarks>
/// <code>
/// p = (k1 + k2) / (n1 + n2)
/// z = (k1/n1 − k2/n2) / √( p(1 − p)(1/n1 + 1/n2) )
/// </code>
/// ki: events, 0 ≤ ki ≤ ni; ni: cases. P-value from the standard normal; without continuity correction, as published
/// for the random samples of DUO (Algorithm Audit 2024). z² is Pearson's chi-square of the fourfold table. Source:
/// Fleiss, J. L., Levin, B. and Paik, M. C. (2003), Statistical Methods for Rates and Proportions, section 3.2.
/// Undefined when a group has no cases, or when all or none are events. Not for cells that are expected to hold fewer
/// than five: use Fisher's.
/// </remarks>
public static class TwoProportionTest
{
    public static Answer<TestResult> Of(long k1, long n1, long k2, long n2, Alternative alternative)
    {
        Limits.Part(k1, n1, nameof(k1));
        Limits.Part(k2, n2, nameof(k2));
        if (n1 == 0 || n2 == 0)
            return Lack.NoCases;

        if (k1 + k2 == 0 || k1 + k2 == n1 + n2)
            return Lack.NoVariation;

        var pooled = (double)(k1 + k2) / (n1 + n2);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / n1) + (1.0 / n2)));
        var z = (((double)k1 / n1) - ((double)k2 / n2)) / error;
        return new TestResult(z, PValue(z, alternative), alternative, n1 + n2);
    }

    internal static double PValue(double z, Alternative alternative) => alternative switch
    {
        Alternative.TwoSided => Math.Min(1, 2 * Tails.NormalAbove(Math.Abs(z))),
        Alternative.Greater => Tails.NormalAbove(z),
        Alternative.Less => Tails.NormalBelow(z),
        _ => throw new ArgumentOutOfRangeException(nameof(alternative), alternative, "Unknown alternative."),
    };
}
