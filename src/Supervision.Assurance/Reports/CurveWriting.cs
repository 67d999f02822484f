using System.Collections.Immutable;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Reports;

/// <summary>The points of the curves, as far apart as lets none of them tell of fewer than ten cases.</summary>
internal static class CurveWriting
{
    private const int PointsMax = 200;
    private const int BinsMax = 10;

    /// <summary>Of the ROC curve: between two points lie no findings or ten, and no others or ten.</summary>
    public static ImmutableArray<RocPoint> Points(ScoreTally tally)
    {
        var curve = RocCurve.Of(tally);
        if (curve.IsEmpty)
            return curve;

        var counts = tally.Cells.GroupBy(cell => cell.Score).OrderByDescending(at => at.Key).Select(CountsOf).ToArray();
        var kept = ImmutableArray.CreateBuilder<RocPoint>();
        var left = (Found: counts.Sum(at => at.Found), Clean: counts.Sum(at => at.Clean));
        var step = (Found: 0L, Clean: 0L);
        var (smallest, last) = (tally.Count / PointsMax, curve.Length - 1);
        for (var i = 0; i < last; i++)
        {
            step = (step.Found + counts[i].Found, step.Clean + counts[i].Clean);
            left = (left.Found - counts[i].Found, left.Clean - counts[i].Clean);
            if (!IsSaid(step) || !IsSaid(left) || step.Found + step.Clean < smallest)
                continue;

            kept.Add(curve[i]);
            step = default;
        }

        kept.Add(curve[last]);
        return kept.ToImmutable();
    }

    /// <summary>
    /// As many as leave ten findings and ten others to a bin on average; what is smaller is not said.
    /// </summary>
    public static ImmutableArray<BinFigures> Bins(ScoreTally tally, ReportPlan plan)
    {
        if (tally.Count == 0)
            return [];

        var (found, clean) = CountsOf(tally.Cells);
        var bins = (int)Math.Clamp(Math.Min(found, clean) / Suppression.Least, 2, BinsMax);
        Func<int, double> probability = plan.IsProbability ? score => score / 1000.0 : _ => 0;
        var curve = ReliabilityCurve.Of(tally, probability, bins, plan.Confidence);
        var counts = new long[curve.Length, 2];
        for (var b = 0; b < curve.Length; b++)
        {
            (counts[b, 0], counts[b, 1]) = CountsOf(tally.Cells.Where(cell =>
                cell.Score >= curve[b].LowestScore && cell.Score <= curve[b].HighestScore));
        }

        var said = Suppression.Of(counts);
        return
        [
            .. curve.Select((bin, b) => BinFigures.Of(bin, plan.IsProbability) is var figures
                && said.Cell(b, 0) && said.Cell(b, 1)
                    ? figures
                    : figures with { Observed = Figure.Suppressed }),
        ];
    }

    private static bool IsSaid((long Found, long Clean) counts) =>
        counts.Found is 0 or >= Suppression.Least && counts.Clean is 0 or >= Suppression.Least
        && counts.Found + counts.Clean > 0;

    private static (long Found, long Clean) CountsOf(IEnumerable<ScoreCell> cells)
    {
        var (found, clean) = (0L, 0L);
        foreach (var cell in cells)
        {
            if (cell.Positive)
                found += cell.Count;
            else
                clean += cell.Count;
        }

        return (found, clean);
    }
}
