namespace Supervision.Assurance.Intervals;

/// <summary>
/// Draws from a Poisson distribution of whole mean in constant time, with the same bits on every machine.
/// </summary>
/// <remarks>
/// <code>
/// p(j + 1) = p(j) · m / (j + 1), from the mode outwards, while p ≥ 2^−60 of that of the mode; then Σ p = 1
/// </code>
/// m: mean, a whole number ≥ 1. Only additions, multiplications and divisions in a fixed order, which IEEE 754 rounds
/// alike everywhere. What is cut off has less probability than 2^−50. Drawing by Walker's alias method: Vose, M. D.
/// (1991), "A linear algorithm for generating random numbers with a given distribution", IEEE TSE 17(9), 972–975. A
/// table has about 18·√m entries.
/// </remarks>
internal sealed class PoissonTable
{
    private const double Smallest = 1.0 / (1L << 60);
    private readonly long _first;
    private readonly double[] _keep;
    private readonly int[] _alias;

    public PoissonTable(long mean)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mean, 1);
        var below = new List<double>();
        var weight = 1.0;
        for (var j = mean; j > 0; j--)
        {
            weight *= (double)j / mean;
            if (weight < Smallest)
                break;

            below.Add(weight);
        }

        below.Reverse();
        _first = mean - below.Count;
        var weights = below;
        weights.Add(weight = 1.0);
        for (var j = mean; ; j++)
        {
            weight *= (double)mean / (j + 1);
            if (weight < Smallest)
                break;

            weights.Add(weight);
        }

        (_keep, _alias) = Vose(weights);
    }

    public long Draw(ref Chance chance)
    {
        // The high half of the product is the column, the low half its position within: one number for both.
        var column = (int)Math.BigMul(chance.Next(), (ulong)_keep.Length, out var within);
        return _first + (within * (1.0 / 18446744073709551616.0) < _keep[column] ? column : _alias[column]);
    }

    private static (double[] Keep, int[] Alias) Vose(List<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;

        var scaled = weights.Select(weight => weight * weights.Count / sum).ToArray();
        var keep = new double[scaled.Length];
        var alias = new int[scaled.Length];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (var i = 0; i < scaled.Length; i++)
            (scaled[i] < 1 ? small : large).Push(i);

        while (small.Count > 0 && large.Count > 0)
        {
            var less = small.Pop();
            var more = large.Pop();
            keep[less] = scaled[less];
            alias[less] = more;
            scaled[more] = scaled[more] + scaled[less] - 1;
            (scaled[more] < 1 ? small : large).Push(more);
        }

        foreach (var rest in large.Concat(small))
            keep[rest] = 1;

        return (keep, alias);
    }
}
