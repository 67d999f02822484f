namespace Supervision.Assurance.Intervals;

/// <summary>The middle part of what a bootstrap gave.</summary>
/// <remarks>
/// <code>
/// lower = θ*(B·α/2), upper = θ*(B·(1 − α/2)), by linear interpolation between order statistics
/// </code>
/// θ*: the figures of B rounds in ascending order, B ≥ 100; α: 1 − confidence; quantile: position (B − 1)·q, as Hyndman
/// and Fan's type 7. Source: Efron, B. and Tibshirani, R. J. (1993), An Introduction to the Bootstrap, chapter 13.
/// Rounds that gave no figure are left out; undefined when they are more than one in twenty. Too narrow for small
/// samples and off centre for skewed figures: prefer BCa there.
/// </remarks>
public static class PercentileInterval
{
    public static Answer<Estimate> Of(double value, IReadOnlyCollection<double?> rounds, double confidence, long count)
    {
        _ = Tails.TwoSidedZ(confidence);
        if (Sorted(rounds) is not { } sorted)
            return Lack.TooFewRounds;

        var half = (1 - confidence) / 2;
        return new Estimate(value, Quantile(sorted, half), Quantile(sorted, 1 - half), confidence, count, count);
    }

    /// <summary>The figures in order, or null when too many rounds gave none.</summary>
    internal static double[]? Sorted(IReadOnlyCollection<double?> rounds)
    {
        var figures = new double[rounds.Count];
        var known = 0;
        foreach (var round in rounds)
        {
            if (round is { } figure)
                figures[known++] = figure;
        }

        if (known < Limits.BootstrapRoundsLeast / 2 || known < rounds.Count * 0.95)
            return null;

        Array.Resize(ref figures, known);
        Array.Sort(figures);
        return figures;
    }

    internal static double Quantile(double[] sorted, double share)
    {
        var position = (sorted.Length - 1) * Math.Clamp(share, 0, 1);
        var at = (int)Math.Floor(position);
        return at + 1 >= sorted.Length
            ? sorted[^1]
            : sorted[at] + ((position - at) * (sorted[at + 1] - sorted[at]));
    }
}
