using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Hypotheses;

/// <summary>
/// Whether outcome depends on group once strata are taken into account (Cochran, Mantel and Haenszel).
/// </summary>
/// <remarks>
/// <code>
/// E = (a + b)(a + c) / n,   V = (a + b)(c + d)(a + c)(b + d) / ( n²(n − 1) )   (each of a stratum)
/// X² = ( |Σ(a − E)| − δ )² / ΣV,  δ = min(½, |Σ(a − E)|) when corrected, else 0;  one degree of freedom
/// </code>
/// a, b, c, d: cells of a stratum, n their sum; strata of fewer than two cases say nothing. Source: Mantel, N. and
/// Haenszel, W. (1959), JNCI 22(4), 719–748; correction as in R's mantelhaen.test. Undefined without cases, and when
/// ΣV is zero. Blind to dependence that runs one way in some strata and the other way in others.
/// </remarks>
public static class MantelHaenszelTest
{
    public static Answer<TestResult> Of(IReadOnlyCollection<FourfoldTable> strata, bool corrected)
    {
        var (off, variance, count) = (0.0, 0.0, 0L);
        foreach (var stratum in strata.Where(stratum => stratum.Count > 1))
        {
            double n = stratum.Count;
            double first = stratum.A + stratum.B;
            double events = stratum.A + stratum.C;
            off += stratum.A - (first * events / n);
            variance += first * (n - first) * events * (n - events) / (n * n * (n - 1));
            count += stratum.Count;
        }

        if (count == 0)
            return Lack.NoCases;

        if (variance == 0)
            return Lack.NoVariation;

        var distance = Math.Abs(off) - (corrected ? Math.Min(0.5, Math.Abs(off)) : 0);
        var statistic = distance * distance / variance;
        return new TestResult(statistic, Tails.ChiSquareAbove(statistic, 1), Alternative.TwoSided, count);
    }
}
