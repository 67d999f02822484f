using Supervision.Assurance.Hypotheses;

namespace Supervision.Assurance.Proxies;

/// <summary>How strongly two classifications go together, from 0 to 1, whatever their number of classes.</summary>
/// <remarks>
/// <code>
/// V = √( X² / (n·min(r − 1, c − 1)) )
/// </code>
/// X²: Pearson's chi-square; r, c: rows and columns that hold cases, at least two each. Source: Cramér, H. (1946),
/// Mathematical Methods of Statistics, section 21.9. Undefined without cases and with a single class. Above zero by
/// chance alone: about √((r − 1)(c − 1)/(n·min(…))), so read it with the permutation
/// test. Interval: Poisson bootstrap of V²,
/// <see cref="Intervals.BasicInterval"/>, and its root.
/// </remarks>
public static class CramersV
{
    public static Answer<Estimate> Of(long[,] table, int rounds, ulong seed, double confidence)
    {
        // Chance adds to the square, so it is the square that the interval is turned about.
        var found = TableBootstrap.Of(table, Square, rounds, seed, confidence);
        return found.Value is { } known
            ? known with
            {
                Value = Math.Sqrt(known.Value),
                Lower = Math.Sqrt(known.Lower),
                Upper = Math.Min(1, Math.Sqrt(known.Upper)),
            }
            : found;
    }

    /// <summary>The figure alone, as a permutation test needs it.</summary>
    public static Answer<double> Value(long[,] table)
    {
        var square = Square(table);
        return square.Value is { } known ? Math.Sqrt(known) : square;
    }

    private static Answer<double> Square(long[,] table)
    {
        var test = ChiSquareTest.Of(table);
        if (test.Value is not { } found)
            return test.Lack!.Value;

        var rows = new long[table.GetLength(0)];
        var columns = new long[table.GetLength(1)];
        ChiSquareTest.Margins(table, rows, columns);
        var least = Math.Min(rows.Count(row => row > 0), columns.Count(column => column > 0)) - 1;
        return found.Statistic / ((double)found.Count * least);
    }
}
