using System.Collections.Immutable;

namespace Supervision.Explanations;

/// <summary>
/// Finds the smallest sets of moves that take away so many points: fewest indicators first, then the smallest sum of
/// distances in bins. Exact, by dynamic programming over indicators, their number and the distance; see
/// docs/statistics.md.
/// </summary>
internal sealed class LoweringSearch
{
    private const int Unreachable = int.MinValue / 2;

    private readonly ImmutableArray<ImmutableArray<BinMove>> _indicators;
    private readonly int _needed;

    /// <summary>[i][k][m]: the most points that exactly k of the indicators from i on take away over m bins.</summary>
    private int[][][] _best = [];

    private LoweringSearch(ImmutableArray<ImmutableArray<BinMove>> indicators, int needed) =>
        (_indicators, _needed) = (indicators, needed);

    /// <param name="indicators">For each the moves it may make, one at most.</param>
    /// <param name="needed">Points to take away, at least 1.</param>
    /// <param name="limit">So many sets are given; the second part says whether there are more.</param>
    public static (ImmutableArray<ImmutableArray<(int Indicator, BinMove Move)>> Found, bool More) Find(
        ImmutableArray<ImmutableArray<BinMove>> indicators, int needed, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(needed);
        return new LoweringSearch(indicators, needed).Find(limit);
    }

    private (ImmutableArray<ImmutableArray<(int, BinMove)>> Found, bool More) Find(int limit)
    {
        if (Fewest() is not { } count)
            return ([], false);

        Fill(count);
        var distance = Array.FindIndex(_best[0][count], most => most >= _needed);
        var found = new List<ImmutableArray<(int, BinMove)>>();
        Collect(0, count, distance, _needed, [], found, limit + 1);
        return ([.. found.Take(limit)], found.Count > limit);
    }

    /// <summary>The fewest indicators whose greatest moves are enough; null when all together are not.</summary>
    private int? Fewest()
    {
        var left = _needed;
        var count = 0;
        foreach (var most in _indicators.Select(moves => moves.Max(move => move.Reduction)).OrderDescending())
        {
            count++;
            left -= most;
            if (left <= 0)
                return count;
        }

        return null;
    }

    private void Fill(int count)
    {
        var distanceMax = _indicators.Select(moves => moves.Max(move => move.Distance)).OrderDescending()
            .Take(count).Sum();
        _best = new int[_indicators.Length + 1][][];
        for (var i = _indicators.Length; i >= 0; i--)
        {
            _best[i] = new int[count + 1][];
            for (var k = 0; k <= count; k++)
                _best[i][k] = Row(i, k, distanceMax);
        }
    }

    private int[] Row(int indicator, int count, int distanceMax)
    {
        var row = new int[distanceMax + 1];
        Array.Fill(row, Unreachable);
        if (indicator == _indicators.Length)
        {
            row[0] = count == 0 ? 0 : Unreachable;
            return row;
        }

        var left = _best[indicator + 1];
        for (var distance = 0; distance <= distanceMax; distance++)
        {
            row[distance] = left[count][distance];
            foreach (var move in count == 0 ? [] : _indicators[indicator])
            {
                if (move.Distance <= distance
                    && left[count - 1][distance - move.Distance] is > Unreachable and var rest)
                    row[distance] = Math.Max(row[distance], rest + move.Reduction);
            }
        }

        return row;
    }

    /// <summary>Every set of exactly so many moves over exactly that distance that is enough, in order.</summary>
    private void Collect(
        int indicator, int count, int distance, int needed, ImmutableArray<(int, BinMove)> chosen,
        List<ImmutableArray<(int, BinMove)>> found, int limit)
    {
        if (found.Count == limit || _best[indicator][count][distance] < needed)
            return;

        if (indicator == _indicators.Length)
        {
            found.Add(chosen);
            return;
        }

        foreach (var move in count == 0 ? [] : _indicators[indicator])
        {
            if (move.Distance <= distance)
                Collect(
                    indicator + 1, count - 1, distance - move.Distance, needed - move.Reduction,
                    chosen.Add((indicator, move)), found, limit);
        }

        Collect(indicator + 1, count, distance, needed, chosen, found, limit);
    }
}
