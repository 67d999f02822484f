using Supervision.Assurance.Calibration;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Groups;

/// <summary>The cells of one group within a tally, and the figures that a round's counts give for it.</summary>
internal sealed class GroupPart
{
    private readonly ScorePlan _plan;
    private readonly ScoreGrid _grid;
    private readonly int _first;
    private readonly int _length;
    private readonly ConfusionTable _table;

    private GroupPart(ScoreTally tally, ScorePlan plan, int first, int length)
    {
        (_plan, _first, _length) = (plan, first, length);
        _grid = new ScoreGrid(tally.Cells.Slice(first, length));
        var (sum, squares) = (0.0, 0.0);
        foreach (var cell in tally.Cells.AsSpan(first, length))
        {
            _table = _table.Merge(ConfusionTable.Of(cell.Score >= plan.Threshold, cell.Positive, cell.Count));
            Count += cell.Count;
            sum += cell.Weight * cell.Count;
            squares += cell.Weight * cell.Weight * cell.Count;
        }

        EffectiveCount = sum * sum / squares;
    }

    public long Count { get; }

    public double EffectiveCount { get; }

    /// <summary>One part a group; the cells of a group follow each other.</summary>
    public static GroupPart[] Of(ScoreTally tally, string[] groups, ScorePlan plan)
    {
        var parts = new GroupPart[groups.Length];
        var first = 0;
        for (var g = 0; g < groups.Length; g++)
        {
            var length = 0;
            while (first + length < tally.Cells.Length && tally.Cells[first + length].Group == groups[g])
                length++;

            parts[g] = new GroupPart(tally, plan, first, length);
            first += length;
        }

        return parts;
    }

    public void Fill(ReadOnlySpan<long> drawn, Span<double?> into)
    {
        var own = drawn.Slice(_first, _length);
        into[(int)ScoreFigure.RocArea] = _grid.Value(own, RocArea.Value);
        into[(int)ScoreFigure.AveragePrecision] = _grid.Value(own, AveragePrecision.Value);
        into[(int)ScoreFigure.Brier] = _grid.Value(own, BrierScore.Value(_plan.Probability));
        var sums = new Sums();
        _grid.Value(own, (scores, positives, negatives) =>
        {
            for (var i = 0; i < scores.Length; i++)
                sums.Add(scores[i] >= _plan.Threshold, _plan.Probability(scores[i]), positives[i], negatives[i]);

            return 0;
        });
        var negativesHere = sums.FalsePositives + sums.TrueNegatives;
        var positivesHere = sums.TruePositives + sums.FalseNegatives;
        var selected = sums.TruePositives + sums.FalsePositives;
        var passed = sums.FalseNegatives + sums.TrueNegatives;
        into[(int)ScoreFigure.ObservedToExpected] = Share(positivesHere, sums.Expected);
        into[(int)ScoreFigure.SelectionRate] = Share(selected, selected + passed);
        into[(int)ScoreFigure.FalsePositiveRate] = Share(sums.FalsePositives, negativesHere);
        into[(int)ScoreFigure.FalseNegativeRate] = Share(sums.FalseNegatives, positivesHere);
        into[(int)ScoreFigure.PositivePredictiveValue] = Share(sums.TruePositives, selected);
        into[(int)ScoreFigure.FalseOmissionRate] = Share(sums.FalseNegatives, passed);
        into[(int)ScoreFigure.Prevalence] = Share(positivesHere, positivesHere + negativesHere);
    }

    /// <summary>What a figure needs and this group has not; null when it has all.</summary>
    public Lack? Missing(ScoreFigure figure) => figure switch
    {
        ScoreFigure.RocArea or ScoreFigure.AveragePrecision when _table.Positives == 0 => Lack.NoPositives,
        ScoreFigure.RocArea or ScoreFigure.AveragePrecision when _table.Negatives == 0 => Lack.NoNegatives,
        ScoreFigure.FalsePositiveRate when _table.Negatives == 0 => Lack.NoNegatives,
        ScoreFigure.FalseNegativeRate when _table.Positives == 0 => Lack.NoPositives,
        ScoreFigure.PositivePredictiveValue when _table.Selected == 0 => Lack.NoneSelected,
        ScoreFigure.FalseOmissionRate when _table.Selected == _table.Count => Lack.NoneUnselected,
        _ => null,
    };

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;

    private sealed class Sums
    {
        public double TruePositives { get; private set; }

        public double FalsePositives { get; private set; }

        public double TrueNegatives { get; private set; }

        public double FalseNegatives { get; private set; }

        public double Expected { get; private set; }

        public void Add(bool selected, double probability, double positives, double negatives)
        {
            Expected += probability * (positives + negatives);
            if (selected)
            {
                TruePositives += positives;
                FalsePositives += negatives;
            }
            else
            {
                FalseNegatives += positives;
                TrueNegatives += negatives;
            }
        }
    }
}
