namespace Supervision.Assurance.Intervals;

/// <summary>
/// The difference of two independent proportions, first minus second, with an interval that holds in small samples.
/// </summary>
/// <remarks>
/// <code>
/// θ = p1 − p2
/// lower = θ − √( (p1 − l1)² + (u2 − p2)² )
/// upper = θ + √( (u1 − p1)² + (p2 − l2)² )
/// </code>
/// pi = ki / ni, 0 ≤ ki ≤ ni, ni &gt; 0; li, ui: Wilson's limits of pi at the same confidence.
/// Source: Newcombe, R. G. (1998), "Interval estimation for the difference between independent proportions:
/// comparison of eleven methods", Statistics in Medicine 17(8), 873–890, method 10. Undefined when either has no cases.
/// </remarks>
public static class NewcombeDifference
{
    public static Answer<Estimate> Of(long k1, long n1, long k2, long n2, double confidence)
    {
        var first = WilsonInterval.Of(k1, n1, confidence);
        var second = WilsonInterval.Of(k2, n2, confidence);
        if (first.Value is not { } p1 || second.Value is not { } p2)
            return Lack.NoCases;

        return Of(p1, p2);
    }

    /// <summary>The same from two proportions that have Wilson limits already, weighted ones among them.</summary>
    internal static Estimate Of(Estimate p1, Estimate p2)
    {
        var difference = p1.Value - p2.Value;
        return new Estimate(
            difference,
            difference - Root(p1.Value - p1.Lower, p2.Upper - p2.Value),
            difference + Root(p1.Upper - p1.Value, p2.Value - p2.Lower),
            p1.Confidence,
            p1.Count + p2.Count,
            p1.EffectiveCount + p2.EffectiveCount);
    }

    private static double Root(double one, double other) => Math.Sqrt((one * one) + (other * other));
}
