namespace Supervision.Assurance.Intervals;

/// <summary>The bootstrap interval that corrects for bias and for a spread that changes with the figure.</summary>
/// <remarks>
/// <code>
/// z0 = Φ⁻¹( (#{θ* &lt; θ} + #{θ* = θ}/2) / B )
/// a = Σk Nk (θ· − θ(k))³ / ( 6 · (Σk Nk (θ· − θ(k))²)^(3/2) )
/// αi = Φ( z0 + (z0 + zi) / (1 − a(z0 + zi)) ), the ends are the αi-quantiles of θ*
/// </code>
/// θ(k): the figure with one case of kind k left out; θ·: their mean over all cases; Nk: cases of kind k; zi: normal
/// quantiles α/2 and 1 − α/2; Φ: the standard normal. Source: Efron, B. (1987), "Better bootstrap confidence
/// intervals", JASA 82(397), 171–185; Efron and Tibshirani (1993), equations 14.9 to 14.15. Undefined when the figure
/// is undefined, when rounds lack it, when leaving out a case never changes it, or when all rounds are on one side.
/// </remarks>
public static class BcaInterval
{
    public static Answer<Estimate> Of(
        ReadOnlySpan<long> counts, CellStatistic statistic, int rounds, ulong seed, double confidence)
    {
        var z = Tails.TwoSidedZ(confidence);
        if (statistic(counts) is not { } value)
            return Lack.NoCases;

        if (PercentileInterval.Sorted(CellBootstrap.Draw(counts, statistic, rounds, seed)) is not { } sorted)
            return Lack.TooFewRounds;

        if (Acceleration(counts, statistic) is not { } a)
            return Lack.NoVariation;

        var below = sorted.Count(figure => figure < value) + (sorted.Count(figure => figure == value) / 2.0);
        if (below <= 0 || below >= sorted.Length)
            return Lack.NoVariation;

        var z0 = Tails.NormalQuantile(below / sorted.Length);
        var count = 0L;
        foreach (var cell in counts)
            count += cell;

        return new Estimate(value, End(-z), End(z), confidence, count, count);

        double End(double zi) =>
            PercentileInterval.Quantile(sorted, Tails.NormalBelow(z0 + ((z0 + zi) / (1 - (a * (z0 + zi))))));
    }

    /// <summary>How fast the spread of the figure changes with the figure; null when no case matters.</summary>
    internal static double? Acceleration(ReadOnlySpan<long> counts, CellStatistic statistic)
    {
        var left = counts.ToArray();
        var without = new double[left.Length];
        var (sum, total) = (0.0, 0L);
        for (var k = 0; k < left.Length; k++)
        {
            if (left[k] == 0)
                continue;

            left[k]--;
            if (statistic(left) is not { } figure)
                return null;

            left[k]++;
            without[k] = figure;
            sum += figure * left[k];
            total += left[k];
        }

        var mean = sum / total;
        var (squares, cubes) = (0.0, 0.0);
        for (var k = 0; k < left.Length; k++)
        {
            var off = mean - without[k];
            squares += left[k] * off * off;
            cubes += left[k] * off * off * off;
        }

        return squares > 0 ? cubes / (6 * Math.Pow(squares, 1.5)) : null;
    }
}
