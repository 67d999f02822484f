using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Proxies;

/// <summary>How strongly two classifications go together, from 0 to 1, whatever their number of classes.</summary>
/// <remarks>
/// <code>
/// V = √( X² / (n·min(r − 1, c − 1)) )
/// </code>
/// X²: Pearson's chi-square; r, c: rows and columns that hold cases, at least two each. Source: Cramér, H. (1946),
/// Mathematical Methods of Statistics, section 21.9. Undefined without cases and with a single class. Above zero by
/// chance alone: about √((r − 1)(c − 1)/(n·min(…))), so read it with the permutation
/// test. Interval: of V², which is X² by its cases,
/// <see cref="NoncentralInterval"/>, and its root.
/// </remarks>
public static class CramersV
{
    public static Answer<Estimate> Of(long[,] table, double confidence)
    {
        var test = ChiSquareTest.Of(table);
        if (test.Value is not { } found)
            return test.Lack!.Value;

        var (rows, columns) = ChiSquareTest.Classes(table);
        var unit = (double)found.Count * (Math.Min(rows, columns) - 1);
        var square = NoncentralInterval.Of(
            found.Statistic / unit, unit, (rows - 1) * (columns - 1), confidence, found.Count);
        return square with
        {
            Value = Math.Sqrt(square.Value),
            Lower = Math.Sqrt(square.Lower),
            Upper = Math.Min(1, Math.Sqrt(square.Upper)),
        };
    }

    /// <summary>The figure alone, as a permutation test needs it.</summary>
    public static Answer<double> Value(long[,] table)
    {
        var test = ChiSquareTest.Of(table);
        if (test.Value is not { } found)
            return test.Lack!.Value;

        var (rows, columns) = ChiSquareTest.Classes(table);
        return Math.Sqrt(found.Statistic / ((double)found.Count * (Math.Min(rows, columns) - 1)));
    }
}
