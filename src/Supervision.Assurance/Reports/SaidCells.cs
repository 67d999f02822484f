using Supervision.Assurance.Groups;

namespace Supervision.Assurance.Reports;

/// <summary>
/// Of each group six cells: selected and passed over, each with a finding, without one, and without an outcome. Which
/// of them may be said is decided for all together, so that no figure gives away what another keeps.
/// </summary>
internal sealed class SaidCells
{
    private const int Kinds = 3;
    private readonly long[,] _cells;
    private readonly SaidTable _said;

    public SaidCells(AttributeCounter counter, string[] groups)
    {
        _cells = new long[groups.Length, 2 * Kinds];
        for (var g = 0; g < groups.Length; g++)
        {
            for (var kind = 0; kind < Kinds; kind++)
            {
                bool? outcome = kind switch { 0 => true, 1 => false, _ => null };
                _cells[g, kind] = counter.Count(groups[g], true, outcome);
                _cells[g, Kinds + kind] = counter.Count(groups[g], false, outcome);
            }
        }

        _said = Suppression.Of(_cells);
    }

    public long Selected(int group) => Sum(group, 0, Kinds);

    public long Unselected(int group) => Sum(group, Kinds, Kinds);

    public bool SaysSelection(int group) => IsSafe(group, 0) && IsSafe(group, Kinds) && _said.RowTotal(group);

    /// <summary>Whether both cells that a rate is made of may be said.</summary>
    public bool Says(int group, GroupMetric metric) => metric switch
    {
        GroupMetric.SelectionRate => SaysSelection(group),
        GroupMetric.FalsePositiveRate => Says(group, 1) && Says(group, Kinds + 1),
        GroupMetric.FalseNegativeRate => Says(group, 0) && Says(group, Kinds),
        GroupMetric.PositivePredictiveValue or GroupMetric.FalseDiscoveryRate => Says(group, 0) && Says(group, 1),
        GroupMetric.FalseOmissionRate => Says(group, Kinds) && Says(group, Kinds + 1),
        _ => SaysOutcomes(group),
    };

    public bool SaysOutcomes(int group) =>
        Says(group, 0) && Says(group, 1) && Says(group, Kinds) && Says(group, Kinds + 1);

    private bool Says(int group, int cell) => _said.Cell(group, cell);

    // A sum with one hidden part would give that part away, and so would parts that are few together.
    private bool IsSafe(int group, int first)
    {
        var (hidden, sum) = (0, 0L);
        for (var cell = first; cell < first + Kinds; cell++)
        {
            if (Says(group, cell))
                continue;

            hidden++;
            sum += _cells[group, cell];
        }

        return hidden == 0 || (hidden > 1 && sum >= Suppression.Least);
    }

    private long Sum(int group, int first, int count)
    {
        var sum = 0L;
        for (var cell = first; cell < first + count; cell++)
            sum += _cells[group, cell];
        return sum;
    }
}
