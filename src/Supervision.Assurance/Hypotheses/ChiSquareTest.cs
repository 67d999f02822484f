namespace Supervision.Assurance.Hypotheses;

/// <summary>Whether two classifications of the same cases are independent: Pearson's chi-square.</summary>
/// <remarks>
/// <code>
/// X² = Σ (O − E)² / E,   E = row · column / n,   degrees = (r − 1)(c − 1)
/// </code>
/// O: cases in a cell; r, c: rows and columns that hold cases, at least two each. No continuity correction. Source:
/// Pearson, K. (1900), Philosophical Magazine 50(302), 157–175; Agresti, A. (2013), Categorical Data Analysis,
/// section 3.2. Undefined without cases, and with a single row or column. Not when more than a fifth of the cells
/// are expected to hold fewer than five.
/// </remarks>
public static class ChiSquareTest
{
    /// <summary>Rows and columns that hold cases.</summary>
    internal static (int Rows, int Columns) Classes(long[,] table)
    {
        var (rows, columns) = (new long[table.GetLength(0)], new long[table.GetLength(1)]);
        Margins(table, rows, columns);
        return (rows.Count(row => row > 0), columns.Count(column => column > 0));
    }

    public static Answer<TestResult> Of(long[,] table)
    {
        var rows = new long[table.GetLength(0)];
        var columns = new long[table.GetLength(1)];
        var n = Margins(table, rows, columns);
        if (n == 0)
            return Lack.NoCases;

        var degrees = (double)(rows.Count(row => row > 0) - 1) * (columns.Count(column => column > 0) - 1);
        if (degrees == 0)
            return Lack.NoVariation;

        var statistic = 0.0;
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                var expected = (double)rows[r] * columns[c] / n;
                if (expected > 0)
                    statistic += (table[r, c] - expected) * (table[r, c] - expected) / expected;
            }
        }

        return new TestResult(statistic, Tails.ChiSquareAbove(statistic, degrees), Alternative.TwoSided, n);
    }

    internal static long Margins(long[,] table, long[] rows, long[] columns)
    {
        var n = 0L;
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(table[r, c], nameof(table));
                rows[r] += table[r, c];
                columns[c] += table[r, c];
                n += table[r, c];
            }
        }

        return n;
    }
}
