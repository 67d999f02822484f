namespace Supervision.Assurance.Groups;

/// <summary>Which cells and totals of a table must stay unsaid, so that no small group can be worked out.</summary>
/// <remarks>
/// <code>
/// primary:   a cell or total with 0 &lt; n &lt; 10
/// secondary: in each row and column whose total is said, until at least two cells are unsaid and together hold at
///            least 10; the smallest cell that is said goes first, and the total when no cell is left
/// </code>
/// n: cases. Source: Hundepool, A. et al. (2012), Statistical Disclosure Control, Wiley, sections 4.2.1 and 4.3; the
/// bound of ten is that of Statistics Netherlands. Empty cells are said: that nobody is there tells of nobody. Protects
/// against subtraction within one line; not against solving many lines at once, nor against one who knows a member:
/// publish as few crossings as the question needs.
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

        return Of(table, isList: true);
    }

    /// <summary>For a table with totals of rows, of columns and of all.</summary>
    public static SaidTable Of(long[,] cells) => Of(cells, isList: false);

    private static SaidTable Of(long[,] cells, bool isList)
    {
        var (rows, columns) = (cells.GetLength(0), cells.GetLength(1));
        var all = new long[rows + 1, columns + 1];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(cells[r, c], nameof(cells));
                all[r, c] = cells[r, c];
                all[r, columns] += cells[r, c];
                all[rows, c] += cells[r, c];
                all[rows, columns] += cells[r, c];
            }
        }

        var hidden = new bool[rows + 1, columns + 1];
        for (var r = 0; r <= rows; r++)
        {
            for (var c = 0; c <= columns; c++)
                hidden[r, c] = all[r, c] is > 0 and < Least;
        }

        // Each pass hides at least one more cell or is the last, so there are no more passes than cells.
        var more = true;
        while (more)
        {
            more = false;
            for (var r = 0; r < (isList ? 1 : rows + 1); r++)
                more |= new SuppressionLine(all, hidden, r, columns, IsRow: true).Hide();

            for (var c = 0; !isList && c <= columns; c++)
                more |= new SuppressionLine(all, hidden, c, rows, IsRow: false).Hide();
        }

        return new SaidTable(hidden);
    }
}
