using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Proxies;

/// <summary>A figure of a table with its bootstrap interval, cells drawn as in <see cref="CellBootstrap"/>.</summary>
internal static class TableBootstrap
{
    public static Answer<Estimate> Of(
        long[,] table, Func<long[,], Answer<double>> figure, int rounds, ulong seed, double confidence)
    {
        Limits.Rounds(rounds);
        var found = figure(table);
        if (found.Value is not { } value)
            return found.Lack!.Value;

        var (rows, columns) = (table.GetLength(0), table.GetLength(1));
        var n = ChiSquareTest.Margins(table, new long[rows], new long[columns]);
        var drawn = CellBootstrap.Draw(
            [.. table.Cast<long>()],
            counts =>
            {
                var round = new long[rows, columns];
                for (var k = 0; k < counts.Length; k++)
                    round[k / columns, k % columns] = counts[k];

                return figure(round).Value;
            },
            rounds,
            seed);
        return PercentileInterval.Of(value, drawn, confidence, n);
    }
}
