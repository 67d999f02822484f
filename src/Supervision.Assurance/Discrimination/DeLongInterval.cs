using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Discrimination;

/// <summary>The ROC area with an interval from the spread of its own parts, without resampling.</summary>
/// <remarks>
/// <code>
/// V10(i) = share of negatives below positive i, ties half;  V01(j) = share of positives above negative j, ties half
/// S10 = Σ(V10 − A)²/(m − 1),  S01 = Σ(V01 − A)²/(n − 1)
/// var A = S10/m + S01/n,   limits = A ± z·√var, held within [0, 1]
/// </code>
/// A: the area; m, n: positives and negatives, at least two each; z: two-sided normal quantile of the confidence.
/// Source: DeLong, E. R., DeLong, D. M. and Clarke-Pearson, D. L. (1988), "Comparing the areas under two or more
/// correlated receiver operating characteristic curves", Biometrics 44(3), 837–845. Undefined with fewer than two of
/// either kind, and without variation (an area of 0 or 1 with no overlap). A caller's error for unequal weights: use
/// the bootstrap. Too narrow near 1 and with fewer than some twenty of either kind.
/// </remarks>
public static class DeLongInterval
{
    public static Answer<Estimate> Of(ScoreTally tally, double confidence)
    {
        var z = Tails.TwoSidedZ(confidence);
        if (tally.IsWeighted)
            throw new ArgumentException("DeLong's variance is for equal weights; use the bootstrap.", nameof(tally));

        if (ScoreBootstrap.Missing(tally) is { } lack)
            return lack;

        var byScore = tally.Cells.GroupBy(cell => cell.Score).OrderBy(at => at.Key)
            .Select(at => (
                Positives: at.Where(cell => cell.Positive).Sum(cell => cell.Count),
                Negatives: at.Where(cell => !cell.Positive).Sum(cell => cell.Count)))
            .ToArray();
        double m = byScore.Sum(at => at.Positives);
        double n = byScore.Sum(at => at.Negatives);
        if (m < 2 || n < 2)
            return Lack.TooFewCases;

        var (area, variance) = Moments(byScore, m, n);
        if (variance <= 0)
            return Lack.NoVariation;

        var margin = z * Math.Sqrt(variance);
        return new Estimate(
            area, Math.Max(0, area - margin), Math.Min(1, area + margin), confidence, tally.Count, tally.Count);
    }

    /// <summary>Area and variance, in one pass up the scores for each kind.</summary>
    internal static (double Area, double Variance) Moments(
        (long Positives, long Negatives)[] byScore, double m, double n)
    {
        var (below, area) = (0.0, 0.0);
        foreach (var (positives, negatives) in byScore)
        {
            area += positives * (below + (negatives / 2.0));
            below += negatives;
        }

        area /= m * n;
        var (negativesBelow, positivesAbove, s10, s01) = (0.0, m, 0.0, 0.0);
        foreach (var (positives, negatives) in byScore)
        {
            positivesAbove -= positives;
            var v10 = ((negativesBelow + (negatives / 2.0)) / n) - area;
            var v01 = ((positivesAbove + (positives / 2.0)) / m) - area;
            s10 += positives * v10 * v10;
            s01 += negatives * v01 * v01;
            negativesBelow += negatives;
        }

        return (area, (s10 / (m - 1) / m) + (s01 / (n - 1) / n));
    }
}
