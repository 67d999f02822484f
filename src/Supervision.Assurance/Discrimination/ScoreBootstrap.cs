using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Discrimination;

/// <summary>A figure of a tally of scores with its bootstrap interval, positives and negatives drawn alike.</summary>
internal static class ScoreBootstrap
{
    public static Answer<Estimate> Of(
        ScoreTally tally, GridStatistic statistic, int rounds, ulong seed, double confidence)
    {
        Limits.Rounds(rounds);
        if (Missing(tally) is { } lack)
            return lack;

        var grid = new ScoreGrid(tally.Cells);
        var counts = tally.Counts();
        if (grid.Value(counts, statistic) is not { } value)
            return Lack.NoVariation;

        var drawn = CellBootstrap.Draw(counts, round => grid.Value(round, statistic), rounds, seed);
        var estimate = PercentileInterval.Of(value, drawn, confidence, tally.Count);
        return estimate.Value is { } known ? known with { EffectiveCount = EffectiveCount(tally) } : estimate;
    }

    /// <summary>What any figure of discrimination needs and this tally lacks.</summary>
    public static Lack? Missing(ScoreTally tally)
    {
        if (tally.Count == 0)
            return Lack.NoCases;

        if (!tally.Cells.Any(cell => cell.Positive))
            return Lack.NoPositives;

        return tally.Cells.All(cell => cell.Positive) ? Lack.NoNegatives : null;
    }

    public static double EffectiveCount(ScoreTally tally)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var cell in tally.Cells)
        {
            sum += cell.Weight * cell.Count;
            squares += cell.Weight * cell.Weight * cell.Count;
        }

        return squares > 0 ? sum * sum / squares : 0;
    }
}
