namespace Supervision.Assurance.Proxies;

/// <summary>How well an ordered feature alone tells members of one group from all others: an ROC area.</summary>
/// <remarks>
/// <code>
/// A = P(feature of a member &gt; feature of another) + ½·P(equal)
/// </code>
/// Rows of the table are bins of the feature in order, columns are groups. 0.5 tells nothing, 0 and 1 tell all. Source:
/// Bamber (1975), as for <see cref="Discrimination.RocArea"/>. Undefined when the group is empty or is everybody. Only
/// for features with an order; it does not see a group in the middle. Interval: Poisson bootstrap, percentiles.
/// </remarks>
public static class GroupArea
{
    public static Answer<Estimate> Of(long[,] table, int group, int rounds, ulong seed, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(group);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(group, table.GetLength(1));
        return TableBootstrap.Of(table, round => Value(round, group), rounds, seed, confidence);
    }

    /// <summary>The group that the feature tells apart best, and how well; null where it tells of none.</summary>
    public static (int? Group, Answer<Estimate> Area) Farthest(
        long[,] table, int rounds, ulong seed, double confidence)
    {
        var areas = Enumerable.Range(0, table.GetLength(1)).Select(group => Value(table, group)).ToArray();
        var known = Enumerable.Range(0, areas.Length).Where(group => areas[group].Value is not null).ToArray();
        if (known.Length == 0)
            return (null, areas.Length == 0 ? Lack.NoCases : areas[0].Lack!.Value);

        var farthest = known.MaxBy(group => Math.Abs(areas[group].Value!.Value - 0.5));
        return (farthest, Of(table, farthest, rounds, seed, confidence));
    }

    private static Answer<double> Value(long[,] table, int group)
    {
        var (members, others, pairs) = (0.0, 0.0, 0.0);
        for (var bin = 0; bin < table.GetLength(0); bin++)
        {
            var othersHere = 0.0;
            for (var column = 0; column < table.GetLength(1); column++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(table[bin, column], nameof(table));
                if (column != group)
                    othersHere += table[bin, column];
            }

            pairs += table[bin, group] * (others + (othersHere / 2));
            others += othersHere;
            members += table[bin, group];
        }

        if (members == 0)
            return Lack.NoPositives;

        return others == 0 ? Lack.NoNegatives : pairs / (members * others);
    }
}
