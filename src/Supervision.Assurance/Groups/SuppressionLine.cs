namespace Supervision.Assurance.Groups;

/// <summary>One row or column of a table and its total: what of it can be had by subtraction.</summary>
/// <param name="Length">Cells without the total, which follows them.</param>
internal readonly record struct SuppressionLine(long[,] All, bool[,] Hidden, int Line, int Length, bool IsRow)
{
    /// <summary>Hides cells until nothing can be had by subtraction; whether any had to be.</summary>
    public bool Hide()
    {
        var changed = false;
        while (!IsHidden(Length) && IsOpen(out var smallest))
        {
            var (row, column) = At(smallest ?? Length);
            Hidden[row, column] = changed = true;
        }

        return changed;
    }

    /// <summary>Whether the total less what is said gives one cell away, or a group that is too small.</summary>
    private bool IsOpen(out int? smallest)
    {
        smallest = null;
        var (unsaid, sum) = (0, 0L);
        for (var i = 0; i < Length; i++)
        {
            if (IsHidden(i))
            {
                unsaid++;
                sum += Count(i);
            }
            else if (Count(i) > 0 && (smallest is not { } at || Count(i) < Count(at)))
            {
                smallest = i;
            }
        }

        return unsaid == 1 || (unsaid > 1 && sum < Suppression.Least);
    }

    private bool IsHidden(int i) => IsRow ? Hidden[Line, i] : Hidden[i, Line];

    private long Count(int i) => IsRow ? All[Line, i] : All[i, Line];

    private (int Row, int Column) At(int i) => IsRow ? (Line, i) : (i, Line);
}
