using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Agreement;

/// <summary>How far any number of readers agree beyond chance, where not every reader saw every case.</summary>
/// <remarks>
/// <code>
/// o(c,k) = Σu pairs (c,k) within unit u / (mu − 1),   n(c) = Σk o(c,k),   n = Σ n(c)
/// α = 1 − (n − 1)·Σ o(c,k)·δ²(c,k) / Σ n(c)·n(k)·δ²(c,k)
/// nominal δ² = [c ≠ k];  interval (c − k)²;  ratio ((c − k)/(c + k))²
/// ordinal ( Σ n(g), g from c to k, less (n(c) + n(k))/2 )²
/// </code>
/// mu: readers who judged unit u; units with one reader count for nothing. Source: Krippendorff, K. (2011), Computing
/// Krippendorff's Alpha-Reliability, Annenberg School for Communication, repository.upenn.edu/asc_papers/43. Interval:
/// Poisson bootstrap over units, percentiles. Undefined when no unit has two readers, and when all values are the same.
/// Values for the ratio metric are not negative.
/// </remarks>
public static class KrippendorffAlpha
{
    /// <summary>Each unit is the values its readers gave, in any order, without the missing ones.</summary>
    public static Answer<Estimate> Of(
        IReadOnlyList<IReadOnlyList<double>> units, AlphaMetric metric, int rounds, ulong seed, double confidence)
    {
        Limits.Rounds(rounds);
        var pairable = units.Where(unit => unit.Count > 1).ToArray();
        var values = pairable.SelectMany(unit => unit).Distinct().Order().ToArray();
        if (pairable.Length == 0)
            return Lack.TooFewPairs;

        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Length, Limits.LevelsMax, nameof(units));
        if (metric == AlphaMetric.Ratio && values[0] < 0)
            throw new ArgumentOutOfRangeException(nameof(units), values[0], "A ratio has no negative values.");

        var ranked = pairable
            .Select(unit => unit.Select(value => Array.BinarySearch(values, value)).ToArray())
            .ToArray();
        var counts = Enumerable.Repeat(1L, ranked.Length).ToArray();
        if (Value(counts) is not { } alpha)
            return Lack.NoVariation;

        return PercentileInterval.Of(
            alpha, CellBootstrap.Draw(counts, Value, rounds, seed), confidence, pairable.Length);

        double? Value(ReadOnlySpan<long> drawn) => Coincidences.Of(ranked, drawn, values.Length).Alpha(values, metric);
    }
}
