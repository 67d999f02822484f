namespace Supervision.Assurance.Intervals;

/// <summary>How many times as often something befalls the first group as the second, by the log method.</summary>
/// <remarks>
/// <code>
/// R = (k1/n1) / (k2/n2)
/// s = √( 1/k1 − 1/n1 + 1/k2 − 1/n2 )
/// limits = R · exp(± z·s)
/// </code>
/// ki: events, 0 &lt; ki ≤ ni; ni: cases; z: two-sided normal quantile of the confidence. Source: Katz, D., Baptista,
/// J., Azen, S. P. and Pike, M. C. (1978), "Obtaining confidence intervals for the risk ratio in cohort studies",
/// Biometrics 34(3), 469–474. Undefined without cases, and without events in either group: there a difference can be
/// given and a ratio cannot. Covers less well when either count of events is below five.
/// </remarks>
public static class RiskRatio
{
    public static Answer<Estimate> Of(long k1, long n1, long k2, long n2, double confidence)
    {
        Limits.Part(k1, n1, nameof(k1));
        Limits.Part(k2, n2, nameof(k2));
        var z = Tails.TwoSidedZ(confidence);
        if (n1 == 0 || n2 == 0)
            return Lack.NoCases;

        if (k1 == 0)
            return Lack.NoEventsInGroup;

        return k2 == 0 ? Lack.NoEventsInReference : Of(k1, n1, k2, n2, z, confidence, n1 + n2);
    }

    /// <summary>The same for effective counts, which need not be whole.</summary>
    internal static Estimate Of(
        double k1, double n1, double k2, double n2, double z, double confidence, long count)
    {
        var ratio = k1 / n1 / (k2 / n2);
        var margin = Math.Exp(z * Math.Sqrt(Math.Max(0, (1 / k1) - (1 / n1) + (1 / k2) - (1 / n2))));
        return new Estimate(ratio, ratio / margin, ratio * margin, confidence, count, n1 + n2);
    }
}
