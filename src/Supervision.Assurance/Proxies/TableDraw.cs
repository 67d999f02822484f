namespace Supervision.Assurance.Proxies;

/// <summary>Draws a table with the margins of another, as if all labels had been dealt out anew.</summary>
/// <remarks>
/// <code>
/// cell | cells before it ~ Hypergeometric, column by column
/// p(x + 1)/p(x) = (w − x)(d − x) / ((x + 1)(b − d + x + 1))
/// from the mode outwards, while p ≥ 2^−60 of that of the mode
/// </code>
/// w: cases left of the row, b: of the rows below it, d: left to deal in the column. The same distribution as shuffling
/// labels, at a cost that grows with the root of the cases. Source: Patefield, W. M. (1981), Applied Statistics 30(1),
/// 91–97, in other steps. Only + − × ÷ in a fixed order: the same bits on every machine.
/// </remarks>
internal static class TableDraw
{
    private const double Smallest = 1.0 / (1L << 60);

    public static void Fill(long[,] table, long[] rows, long[] columns, ref Chance chance)
    {
        var left = rows.ToArray();
        var all = left.Sum();
        for (var c = 0; c < columns.Length; c++)
        {
            var (deal, below) = (columns[c], all);
            for (var r = 0; r < left.Length; r++)
            {
                below -= left[r];
                var cell = Hypergeometric(left[r], below, deal, ref chance);
                table[r, c] = cell;
                left[r] -= cell;
                deal -= cell;
            }

            all -= columns[c];
        }
    }

    /// <summary>How many of <paramref name="draws"/> come from the white, out of white and black.</summary>
    internal static long Hypergeometric(long white, long black, long draws, ref Chance chance)
    {
        var (least, most) = (Math.Max(0, draws - black), Math.Min(white, draws));
        if (least == most)
            return least;

        var mode = (long)((Int128)(draws + 1) * (white + 1) / (white + black + 2));
        mode = Math.Clamp(mode, least, most);
        var sumUp = Walk(mode, most, 1, double.NegativeInfinity).Sum;
        var sumDown = Walk(mode, least, -1, double.NegativeInfinity).Sum;
        var target = chance.Share() * (1 + sumUp + sumDown);
        if (target < 1)
            return mode;

        return target < 1 + sumUp
            ? Walk(mode, most, 1, target - 1).At
            : Walk(mode, least, -1, target - 1 - sumUp).At;

        (double Sum, long At) Walk(long from, long to, int step, double until)
        {
            var (weight, sum, x) = (1.0, 0.0, from);
            while (x != to)
            {
                weight *= step > 0
                    ? (double)(white - x) * (draws - x) / ((double)(x + 1) * (black - draws + x + 1))
                    : (double)x * (black - draws + x) / ((double)(white - x + 1) * (draws - x + 1));
                if (weight < Smallest)
                    break;

                x += step;
                sum += weight;
                if (sum > until && until >= 0)
                    break;
            }

            return (sum, x);
        }
    }
}
