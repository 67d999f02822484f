using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Hypotheses;

/// <summary>How strongly outcome depends on group within strata, as one odds ratio that the strata share.</summary>
/// <remarks>
/// <code>
/// R = a·d/n,  S = b·c/n,  P = (a + d)/n,  Q = (b + c)/n   (each of a stratum)
/// ψ = ΣR / ΣS
/// var(ln ψ) = Σ PR / 2(ΣR)² + Σ(PS + QR) / 2·ΣR·ΣS + Σ QS / 2(ΣS)²
/// limits = ψ · exp(± z·√var)
/// </code>
/// a, b, c, d: cells of a stratum, n their sum; z: two-sided normal quantile of the confidence. Source: Mantel, N. and
/// Haenszel, W. (1959), JNCI 22(4), 719–748; variance: Robins, J., Breslow, N. and Greenland, S. (1986), Biometrics
/// 42(2), 311–323. Undefined without cases and when ΣR or ΣS is zero. Not when the odds ratios of the strata differ
/// much: then one number for all of them hides what matters.
/// </remarks>
public static class MantelHaenszelOddsRatio
{
    public static Answer<Estimate> Of(IReadOnlyCollection<FourfoldTable> strata, double confidence)
    {
        var z = Tails.TwoSidedZ(confidence);
        var (sumR, sumS, pr, both, qs, count) = (0.0, 0.0, 0.0, 0.0, 0.0, 0L);
        foreach (var stratum in strata.Where(stratum => stratum.Count > 0))
        {
            double n = stratum.Count;
            var r = stratum.A * (double)stratum.D / n;
            var s = stratum.B * (double)stratum.C / n;
            var p = (stratum.A + stratum.D) / n;
            var q = (stratum.B + stratum.C) / n;
            sumR += r;
            sumS += s;
            pr += p * r;
            both += (p * s) + (q * r);
            qs += q * s;
            count += stratum.Count;
        }

        if (count == 0)
            return Lack.NoCases;

        if (sumR == 0 || sumS == 0)
            return Lack.NoVariation;

        var ratio = sumR / sumS;
        var variance = (pr / (2 * sumR * sumR)) + (both / (2 * sumR * sumS)) + (qs / (2 * sumS * sumS));
        var margin = Math.Exp(z * Math.Sqrt(variance));
        return new Estimate(ratio, ratio / margin, ratio * margin, confidence, count, count);
    }
}
