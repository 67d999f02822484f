namespace Supervision.Assurance.Intervals;

/// <summary>Figures computed from how often each kind of case occurred; null where these counts give none.</summary>
public delegate void CellStatistics(ReadOnlySpan<long> counts, Span<double?> figures);

/// <summary>One figure computed from how often each kind of case occurred; null where these counts give none.</summary>
public delegate double? CellStatistic(ReadOnlySpan<long> counts);

/// <summary>
/// The bootstrap over tallies: cases of one kind are drawn together, so that a round costs as many draws as there are
/// kinds of cases, however many cases there are.
/// </summary>
/// <remarks>
/// <code>
/// N*k ~ Poisson(Nk) independently, for each round and kind k
/// θ* = θ(N*)
/// </code>
/// Nk: cases of kind k. In the Poisson bootstrap each row is taken Poisson(1) times, and the sum of Nk such numbers is
/// Poisson(Nk): this is that bootstrap, exactly. Source: Hanley, J. A. and MacGibbon, B. (2006), "Creating
/// non-parametric bootstrap samples using Poisson frequencies", Computer Methods and Programs in Biomedicine 83(1),
/// 57–62. The number of cases varies from round to round: for shares, areas and ratios, and not for totals. Each round
/// has its own stream of chance, so rounds may run in any order and give the same figures. Decision record 0021.
/// </remarks>
public static class CellBootstrap
{
    /// <summary>The figures of each round, one row a round.</summary>
    public static double?[][] Draw(
        ReadOnlySpan<long> counts, int figures, CellStatistics statistics, int rounds, ulong seed)
    {
        Limits.Rounds(rounds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(counts.Length, Limits.CellsMax, nameof(counts));
        var own = counts.ToArray();
        var tables = Tables(own);
        var results = new double?[rounds][];
        Parallel.For(
            0,
            rounds,
            () => new long[own.Length],
            (round, _, drawn) =>
            {
                var chance = Chance.For(seed, (ulong)round);
                for (var k = 0; k < drawn.Length; k++)
                    drawn[k] = tables[k]?.Draw(ref chance) ?? 0;

                var row = new double?[figures];
                statistics(drawn, row);
                results[round] = row;
                return drawn;
            },
            _ => { });
        return results;
    }

    public static double?[] Draw(ReadOnlySpan<long> counts, CellStatistic statistic, int rounds, ulong seed)
    {
        var rows = Draw(counts, 1, (drawn, into) => into[0] = statistic(drawn), rounds, seed);
        return [.. rows.Select(row => row[0])];
    }

    private static PoissonTable?[] Tables(long[] counts)
    {
        var byMean = new Dictionary<long, PoissonTable>();
        var tables = new PoissonTable?[counts.Length];
        for (var k = 0; k < counts.Length; k++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(counts[k], nameof(counts));
            if (counts[k] == 0)
                continue;

            if (!byMean.TryGetValue(counts[k], out var table))
                byMean.Add(counts[k], table = new PoissonTable(counts[k]));

            tables[k] = table;
        }

        return tables;
    }
}
