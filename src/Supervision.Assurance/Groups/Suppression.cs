namespace Supervision.Assurance.Groups;

/// <summary>
/// Which cells and totals of a table must stay unsaid, so that no small group can be worked out: by the rules of
/// <see cref="LinkedCounts"/>, with a sum for each row and column.
/// </summary>
/// <remarks>
/// Source: Hundepool, A. et al. (2012), Statistical Disclosure Control, Wiley, sections 4.2.1 and 4.3; the bound of ten
/// is that of Statistics Netherlands.
/// </remarks>
public static class Suppression
{
    public const long Least = 10;

    /// <summary>For a list of cells with one total, as a table of one row.</summary>
    public static SaidTable Of(ReadOnlySpan<long> cells)
    {
        var table = new long[1, cells.Length];
        for (var i = 0; i < cells.Length; i++)
            table[0, i] = cells[i];

        return Of(table);
    }

    /// <summary>For a table with totals of rows, of columns and of all.</summary>
    public static SaidTable Of(long[,] cells)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var counts = new LinkedCounts();
        var at = new int[rows + 1, columns + 1];
        for (var r = 0; r <= rows; r++)
        {
            for (var c = 0; c <= columns; c++)
                at[r, c] = counts.Add(Sum(cells, r, c));
        }

        for (var r = 0; r <= rows; r++)
            counts.AddSum(at[r, columns], [.. Enumerable.Range(0, columns).Select(c => at[r, c])]);
        for (var c = 0; c <= columns; c++)
            counts.AddSum(at[rows, c], [.. Enumerable.Range(0, rows).Select(r => at[r, c])]);

        counts.Protect();
        var hidden = new bool[rows + 1, columns + 1];
        for (var r = 0; r <= rows; r++)
        {
            for (var c = 0; c <= columns; c++)
                hidden[r, c] = !counts.Says(at[r, c]);
        }

        return new SaidTable(hidden);
    }

    /// <summary>A cell, or a total where the row or the column is one past the last.</summary>
    private static long Sum(long[,] cells, int row, int column)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var sum = 0L;
        for (var r = row == rows ? 0 : row; r < (row == rows ? rows : row + 1); r++)
        {
            for (var c = column == columns ? 0 : column; c < (column == columns ? columns : column + 1); c++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(cells[r, c], nameof(cells));
                sum += cells[r, c];
            }
        }

        return sum;
    }
}
