using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Proxies;

/// <summary>How much knowing one classification tells of the other, in nats.</summary>
/// <remarks>
/// <code>
/// I = Σ p(r,c)·ln( p(r,c) / (p(r)·p(c)) )
/// </code>
/// p: shares of the table and of its margins; cells without cases add nothing. 2n·I is the likelihood-ratio statistic.
/// Source: Shannon, C. E. (1948), Bell System Technical Journal 27, 379–423; Cover and Thomas (2006), section 2.3.
/// Undefined without cases and with a single class. Above zero by chance alone, by about (r − 1)(c − 1)/(2n): read it
/// with the permutation test. Interval: 2n·I as a chi-square, <see cref="NoncentralInterval"/>.
/// </remarks>
public static class MutualInformation
{
    public static Answer<Estimate> Of(long[,] table, double confidence)
    {
        var found = Value(table);
        if (found.Value is not { } value)
            return found.Lack!.Value;

        var (rows, columns) = ChiSquareTest.Classes(table);
        var n = table.Cast<long>().Sum();
        return NoncentralInterval.Of(value, 2.0 * n, (rows - 1) * (columns - 1), confidence, n);
    }

    /// <summary>The figure alone, as a permutation test needs it.</summary>
    public static Answer<double> Value(long[,] table)
    {
        var rows = new long[table.GetLength(0)];
        var columns = new long[table.GetLength(1)];
        var n = ChiSquareTest.Margins(table, rows, columns);
        if (n == 0)
            return Lack.NoCases;

        if (rows.Count(row => row > 0) < 2 || columns.Count(column => column > 0) < 2)
            return Lack.NoVariation;

        var sum = 0.0;
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                if (table[r, c] > 0)
                    sum += table[r, c] * Math.Log((double)table[r, c] * n / ((double)rows[r] * columns[c]));
            }
        }

        return Math.Max(0, sum / n);
    }
}
