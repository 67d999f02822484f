namespace Supervision.Assurance.Scans;

/// <summary>Parts cases in two so that each is nearest to the mean of its part.</summary>
/// <remarks>
/// <code>
/// minimise Σ |x − m(part of x)|²
/// </code>
/// x: standardised features; m: mean of a part. Source: Lloyd, S. P. (1982), IEEE Transactions on Information Theory
/// 28(2), 129–137; first means by Arthur, D. and Vassilvitskii, S. (2007), "k-means++", SODA, 1027–1035; the best of
/// some starts. Null when all cases are alike.
/// </remarks>
internal static class TwoMeans
{
    private const int Starts = 5;
    private const int StepsMax = 100;

    public static (double[] First, double[] Second)? Of(IReadOnlyList<double[]> cases, ref Chance chance)
    {
        ((double[] First, double[] Second) Means, double Sum)? best = null;
        for (var start = 0; start < Starts; start++)
        {
            var first = cases[(int)chance.Below(cases.Count)];
            if (Far(cases, first, ref chance) is not { } second)
                return null;

            var found = Lloyd(cases, first, second);
            if (best is not { } before || found.Sum < before.Sum)
                best = found;
        }

        return best?.Means;
    }

    public static double Distance(IReadOnlyList<double> x, double[] mean)
    {
        var sum = 0.0;
        for (var i = 0; i < mean.Length; i++)
            sum += (x[i] - mean[i]) * (x[i] - mean[i]);

        return sum;
    }

    /// <summary>A case drawn by its squared distance; null when none is elsewhere.</summary>
    private static double[]? Far(IReadOnlyList<double[]> cases, double[] from, ref Chance chance)
    {
        var total = cases.Sum(x => Distance(x, from));
        if (total <= 0)
            return null;

        var left = chance.Share() * total;
        foreach (var x in cases)
        {
            left -= Distance(x, from);
            if (left < 0)
                return x;
        }

        return cases.MaxBy(x => Distance(x, from));
    }

    private static ((double[] First, double[] Second) Means, double Sum) Lloyd(
        IReadOnlyList<double[]> cases, double[] first, double[] second)
    {
        var previous = double.PositiveInfinity;
        for (var step = 0; step < StepsMax; step++)
        {
            var (sums, sizes, total) = (new double[2, first.Length], new int[2], 0.0);
            foreach (var x in cases)
            {
                var (toFirst, toSecond) = (Distance(x, first), Distance(x, second));
                var part = toFirst <= toSecond ? 0 : 1;
                total += Math.Min(toFirst, toSecond);
                sizes[part]++;
                for (var i = 0; i < x.Length; i++)
                    sums[part, i] += x[i];
            }

            if (total >= previous || sizes[0] == 0 || sizes[1] == 0)
                return ((first, second), total);

            previous = total;
            first = [.. Enumerable.Range(0, first.Length).Select(i => sums[0, i] / sizes[0])];
            second = [.. Enumerable.Range(0, second.Length).Select(i => sums[1, i] / sizes[1])];
        }

        return ((first, second), previous);
    }
}
