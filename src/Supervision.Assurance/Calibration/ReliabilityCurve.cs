using System.Collections.Immutable;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Calibration;

/// <summary>Said against seen: cases in bins of like probability, each with the share that had a finding.</summary>
/// <remarks>
/// <code>
/// bin = consecutive scores, closed as soon as it holds its part of all cases
/// Expected = Σ w·p / Σ w,  Observed = Σ w·y / Σ w
/// </code>
/// p: the probability that the score stands for; y: 1 with a finding, else 0; w: weight. A score is never split over
/// bins, so there can be fewer bins than asked. Interval: Wilson at the effective size. Source: DeGroot, M. H. and
/// Fienberg, S. E. (1983), The Statistician 32(1/2), 12–22. Empty without cases. Depends on where bins begin: for a
/// verdict take <see cref="CalibrationLine"/>.
/// </remarks>
public static class ReliabilityCurve
{
    public static ImmutableArray<ReliabilityBin> Of(
        ScoreTally tally, Func<int, double> probability, int bins, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, Limits.LevelsMax);
        var curve = ImmutableArray.CreateBuilder<ReliabilityBin>();
        var open = new List<ScoreCell>();
        var before = 0L;
        foreach (var score in tally.Cells.GroupBy(cell => cell.Score).OrderBy(at => at.Key))
        {
            open.AddRange(score);
            var held = open.Sum(cell => cell.Count);
            if (before + held < (curve.Count + 1) * (double)tally.Count / bins)
                continue;

            curve.Add(Close(open, probability, confidence));
            before += held;
            open.Clear();
        }

        return curve.ToImmutable();
    }

    private static ReliabilityBin Close(List<ScoreCell> cells, Func<int, double> probability, double confidence)
    {
        var weight = cells.Sum(cell => cell.Weight * cell.Count);
        var expected = cells.Sum(cell => cell.Weight * cell.Count * probability(cell.Score)) / weight;
        var outcomes = OutcomeTally.Of(cells.Select(cell => new OutcomeCell(
            cell.Weight, cell.Positive ? cell.Count : 0, cell.Positive ? 0 : cell.Count)));
        var observed = WeightedProportion.Of(outcomes, confidence).Value!.Value;
        return new ReliabilityBin(cells[0].Score, cells[^1].Score, expected, observed);
    }
}
