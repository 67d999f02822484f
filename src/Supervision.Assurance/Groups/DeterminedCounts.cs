namespace Supervision.Assurance.Groups;

/// <summary>Which unsaid counts can be worked out from the sums that they are in.</summary>
/// <remarks>
/// The sums are linear equations in the unsaid counts. In their reduced row echelon form a count is determined exactly
/// when it has a row of its own. Source: Golub, G.H., Van Loan, C.F. (2013), Matrix Computations, 4th ed., section 3.4.
/// </remarks>
internal static class DeterminedCounts
{
    private const double Zero = 1e-9;

    /// <param name="sums">Each with its total first.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<int[]> sums, Func<int, bool> isUnsaid)
    {
        var unsaid = sums.SelectMany(sum => sum).Where(isUnsaid).Distinct().Order().ToArray();
        var columns = unsaid.Select((count, column) => (count, column)).ToDictionary();
        double[][] rows =
        [
            .. sums.Where(sum => sum.Any(isUnsaid)).Select(sum =>
            {
                var row = new double[unsaid.Length];
                foreach (var part in sum.Where(isUnsaid))
                    row[columns[part]] = 1;
                if (isUnsaid(sum[0]))
                    row[columns[sum[0]]] = -1;
                return row;
            }),
        ];
        var rank = Reduce(rows, unsaid.Length);
        return
        [
            .. rows.Take(rank).Select(row => Single(row)).Where(column => column >= 0)
                .Select(column => unsaid[column]),
        ];
    }

    private static int Reduce(double[][] rows, int columns)
    {
        var rank = 0;
        for (var column = 0; column < columns && rank < rows.Length; column++)
        {
            var pivot = rank;
            for (var r = rank + 1; r < rows.Length; r++)
            {
                if (Math.Abs(rows[r][column]) > Math.Abs(rows[pivot][column]))
                    pivot = r;
            }

            if (Math.Abs(rows[pivot][column]) < Zero)
                continue;

            (rows[rank], rows[pivot]) = (rows[pivot], rows[rank]);
            Clear(rows, rank, column);
            rank++;
        }

        return rank;
    }

    private static void Clear(double[][] rows, int pivot, int column)
    {
        var of = rows[pivot];
        var scale = of[column];
        for (var c = column; c < of.Length; c++)
            of[c] /= scale;

        for (var r = 0; r < rows.Length; r++)
        {
            var factor = rows[r][column];
            if (r == pivot || Math.Abs(factor) < Zero)
                continue;

            var row = rows[r];
            for (var c = column; c < of.Length; c++)
                row[c] -= factor * of[c];
        }
    }

    private static int Single(double[] row)
    {
        var found = -1;
        for (var c = 0; c < row.Length; c++)
        {
            if (Math.Abs(row[c]) < Zero)
                continue;
            if (found >= 0)
                return -1;

            found = c;
        }

        return found;
    }
}
