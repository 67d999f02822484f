using System.Buffers;
using System.Collections.Immutable;

namespace Supervision.Assurance.Tallies;

/// <summary>A figure from the weight of positives and negatives at each score, scores ascending.</summary>
internal delegate double? GridStatistic(
    ReadOnlySpan<int> scores, ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives);

/// <summary>Where each kind of case of a tally stands, so that a round of a bootstrap only adds counts up.</summary>
internal sealed class ScoreGrid
{
    private readonly int[] _scores;
    private readonly int[] _at;
    private readonly bool[] _positive;
    private readonly double[] _weight;

    public ScoreGrid(ImmutableArray<ScoreCell> cells)
    {
        _scores = [.. cells.Select(cell => cell.Score).Distinct().Order()];
        _at = [.. cells.Select(cell => Array.BinarySearch(_scores, cell.Score))];
        _positive = [.. cells.Select(cell => cell.Positive)];
        _weight = [.. cells.Select(cell => cell.Weight)];
    }

    /// <summary>The figure for these counts, which are in the order of the cells.</summary>
    public double? Value(ReadOnlySpan<long> counts, GridStatistic statistic)
    {
        var rented = ArrayPool<double>.Shared.Rent(2 * _scores.Length);
        var positives = rented.AsSpan(0, _scores.Length);
        var negatives = rented.AsSpan(_scores.Length, _scores.Length);
        Fill(counts, positives, negatives);
        var value = statistic(_scores, positives, negatives);
        ArrayPool<double>.Shared.Return(rented);
        return value;
    }

    private void Fill(ReadOnlySpan<long> counts, Span<double> positives, Span<double> negatives)
    {
        positives.Clear();
        negatives.Clear();
        for (var k = 0; k < counts.Length; k++)
            (_positive[k] ? positives : negatives)[_at[k]] += _weight[k] * counts[k];
    }
}
