namespace Supervision.Assurance.Stability;

/// <summary>How alike the scores are that two halves of the same facts give: the reliability of the whole.</summary>
/// <remarks>
/// <code>
/// r = Σ(x − x̄)(y − ȳ) / √( Σ(x − x̄)²·Σ(y − ȳ)² ),   reliability = 2r / (1 + r)
/// limits of r = tanh( artanh r ± z/√(n − 3) ), each put through the same
/// </code>
/// x, y: scores of one referent from either half; n: referents, at least four; z: two-sided normal quantile. Source:
/// Spearman, C. (1910), British Journal of Psychology 3(3), 271–295 and Brown, W. (1910), ibid. 296–322; interval:
/// Fisher, R. A. (1915), Biometrika 10(4), 507–521. Undefined with fewer than four pairs, when a half does not vary,
/// and when r is 1 or −1, where the interval has no width. A reliable score can be reliably wrong.
/// </remarks>
public static class SplitHalves
{
    public static Answer<Estimate> Of(IReadOnlyCollection<(double First, double Second)> pairs, double confidence)
    {
        var z = Tails.TwoSidedZ(confidence);
        double n = pairs.Count;
        if (pairs.Count < 4)
            return Lack.TooFewPairs;

        var (meanX, meanY) = (pairs.Average(pair => pair.First), pairs.Average(pair => pair.Second));
        var (xx, xy, yy) = (0.0, 0.0, 0.0);
        foreach (var (x, y) in pairs)
        {
            xx += (x - meanX) * (x - meanX);
            xy += (x - meanX) * (y - meanY);
            yy += (y - meanY) * (y - meanY);
        }

        if (xx == 0 || yy == 0)
            return Lack.NoVariation;

        var r = xy / Math.Sqrt(xx * yy);
        if (Math.Abs(r) >= 1 - 1e-12)
            return Lack.NoVariation;

        var margin = z / Math.Sqrt(n - 3);
        return new Estimate(
            Whole(r),
            Whole(Math.Tanh(Math.Atanh(r) - margin)),
            Whole(Math.Tanh(Math.Atanh(r) + margin)),
            confidence,
            pairs.Count,
            pairs.Count);
    }

    private static double Whole(double half) => 2 * half / (1 + half);
}
