using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Drift;

/// <summary>The largest gap between two cumulative distributions, and whether chance explains it.</summary>
/// <remarks>
/// <code>
/// D = sup |F1(x) − F2(x)|
/// p = 2·Σ (−1)^(j−1)·exp(−2j²λ²),  λ = D·√( n1·n2/(n1 + n2) )
/// </code>
/// Fi: share of the ni cases of sample i at or below x. Source: Smirnov, N. (1948), "Table for estimating the goodness
/// of fit of empirical distributions", Annals of Mathematical Statistics 19(2), 279–281. Undefined when a sample is
/// empty. The p-value is for large samples (n1·n2/(n1 + n2) of four or more) without ties; with ties it is too large,
/// which errs towards silence. With very many cases it finds differences that matter to nobody: read D itself.
/// </remarks>
public static class KolmogorovSmirnov
{
    public static Answer<TestResult> Of(
        IEnumerable<KeyValuePair<double, long>> first, IEnumerable<KeyValuePair<double, long>> second)
    {
        var all = first.Select(at => (at.Key, One: at.Value, Two: 0L))
            .Concat(second.Select(at => (at.Key, One: 0L, Two: at.Value)))
            .OrderBy(at => at.Key)
            .ToArray();
        double n1 = all.Sum(at => at.One);
        double n2 = all.Sum(at => at.Two);
        if (n1 == 0 || n2 == 0)
            return Lack.NoCases;

        var (below1, below2, gap) = (0L, 0L, 0.0);
        for (var i = 0; i < all.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(all[i].One, nameof(first));
            ArgumentOutOfRangeException.ThrowIfNegative(all[i].Two, nameof(second));
            below1 += all[i].One;
            below2 += all[i].Two;
            if (i + 1 == all.Length || all[i + 1].Key != all[i].Key)
                gap = Math.Max(gap, Math.Abs((below1 / n1) - (below2 / n2)));
        }

        var p = Above(gap * Math.Sqrt(n1 * n2 / (n1 + n2)));
        return new TestResult(gap, p, Alternative.TwoSided, (long)(n1 + n2));
    }

    /// <summary>Kolmogorov's distribution: the chance of a gap of λ or more.</summary>
    internal static double Above(double lambda)
    {
        // Below this the series converges slowly, and the chance is 1 to twelve digits.
        if (lambda < 0.2)
            return 1;

        var (sum, sign) = (0.0, 1.0);
        for (var j = 1; j <= 100; j++)
        {
            var term = Math.Exp(-2.0 * j * j * lambda * lambda);
            sum += sign * term;
            sign = -sign;
            if (term < 1e-18)
                break;
        }

        return Math.Clamp(2 * sum, 0, 1);
    }
}
