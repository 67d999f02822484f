using Supervision.Assurance.Groups;

namespace Supervision.Assurance.Reports;

/// <summary>
/// A table of a feature against groups with bins so wide that no cell of it is a handful: whoever makes up a feature
/// that only one referent has must not read from a figure which group that is of.
/// </summary>
internal static class SaidBins
{
    /// <summary>Null when all of it would have to be one bin.</summary>
    /// <param name="table">Bins in order, then a row of those without a value; by group.</param>
    public static long[,]? Of(long[,] table)
    {
        var (rows, columns) = (table.GetLength(0), table.GetLength(1));
        var bins = Enumerable.Range(0, rows - 1)
            .Select(row => Enumerable.Range(0, columns).Select(column => table[row, column]).ToArray())
            .Where(bin => bin.Any(cell => cell > 0)).ToList();
        while (bins.Count > 1 && bins.FindIndex(IsSmall) is >= 0 and var at)
        {
            var into = at == 0 ? 1 : at == bins.Count - 1 || bins[at - 1].Sum() <= bins[at + 1].Sum() ? at - 1 : at + 1;
            for (var column = 0; column < columns; column++)
                bins[into][column] += bins[at][column];
            bins.RemoveAt(at);
        }

        // Who has no value has no neighbour either: few of them are left out.
        var without = Enumerable.Range(0, columns).Select(column => table[rows - 1, column]).ToArray();
        var isWithout = without.Any(cell => cell > 0) && !IsSmall(without);
        if (bins.Exists(IsSmall) || bins.Count + (isWithout ? 1 : 0) < 2)
            return null;

        var wide = new long[bins.Count + 1, columns];
        foreach (var (row, bin) in bins.Index())
        {
            for (var column = 0; column < columns; column++)
                wide[row, column] = bin[column];
        }

        for (var column = 0; isWithout && column < columns; column++)
            wide[bins.Count, column] = without[column];
        return wide;
    }

    private static bool IsSmall(long[] bin) => bin.Any(cell => cell is > 0 and < Suppression.Least);
}
