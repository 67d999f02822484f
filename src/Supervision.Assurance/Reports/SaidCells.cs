using Supervision.Assurance.Groups;

namespace Supervision.Assurance.Reports;

/// <summary>
/// Of all cases and of each group: selected and passed over, each with a finding, without one, and without an outcome.
/// Where a finding must be kept back, another outcome of the same half goes with it before the half itself does: how
/// many are selected is said for as long as it can be. And how far cases came, which says of how many as well.
/// </summary>
internal sealed class SaidCells
{
    private const int SelectedFound = 0;
    private const int SelectedClean = 1;
    private const int PassedFound = 3;
    private const int PassedClean = 4;
    private const int AllSelected = 6;
    private const int AllPassed = 7;
    private const int AllCases = 8;

    // Ended at a stage, reached it, or without any.
    private const int Ended = 9;
    private const int AtStages = Ended + StageCount;
    private const int Unstaged = AtStages + StageCount;
    private const int StageCount = (int)CaseStage.Standing + 1;

    // Of all together.
    private const int AllFound = Unstaged + 1;
    private const int AllClean = AllFound + 1;
    private const int AllOpen = AllClean + 1;
    private const int AllOutcomes = AllOpen + 1;

    private static readonly CountedKinds Kinds = new(
        AllFound,
        [
            (AllSelected, [0, 1, 2]), (AllPassed, [3, 4, 5]),
            .. Enumerable.Range(0, StageCount - 1).Select(stage =>
                (AtStages + stage, new[] { Ended + stage, AtStages + stage + 1 })),
            (AtStages + StageCount - 1, [Ended + StageCount - 1]),
            (AllCases, [AllSelected, AllPassed]), (AllCases, [AtStages, Unstaged]),
        ],
        [
            (AllFound, [SelectedFound, PassedFound]), (AllClean, [SelectedClean, PassedClean]), (AllOpen, [2, 5]),
            (AllOutcomes, [AllFound, AllClean]), (AllCases, [AllOutcomes, AllOpen]),
        ],
        [AllSelected],
        [AllCases, AllOutcomes, AllOpen], [AllCases, AllSelected, AllPassed]);

    private readonly long[] _all;
    private readonly Dictionary<string, long[]>[] _groups;
    private readonly SaidCounts _said;

    public SaidCells(ReportCounter counter)
    {
        _all = CountsOf(counter.Whole).GetValueOrDefault(ReportCounter.All, new long[AllOutcomes + 1]);
        _groups =
        [
            .. counter.Attributes.Select(attribute => CountsOf(attribute).ToDictionary(
                group => group.Key, group => group.Value[..Kinds.OfGroups], StringComparer.Ordinal)),
        ];
        _said = new SaidCounts(Kinds, _all, _groups, counter.Together);
    }

    /// <summary>Of all cases; null where it must not be said.</summary>
    public long? Selected => Of(AllSelected);

    public long? Findings => Of(AllFound);

    public bool SaysHitRate => _said.Says(SelectedFound) && _said.Says(SelectedClean);

    public bool SaysPrevalence => _said.Says(AllFound) && _said.Says(AllClean);

    /// <summary>Of a group, for the figures of what may be said.</summary>
    public (long Selected, long Passed) Halves(int attribute, string group)
    {
        var counts = _groups[attribute][group];
        return (counts[AllSelected], counts[AllPassed]);
    }

    public long? Cases(int attribute, string group) =>
        _said.Says(attribute, group, AllCases) ? _groups[attribute][group][AllCases] : null;

    /// <summary>Cases of a group that came to this stage, or further.</summary>
    public long? Reached(int attribute, string group, CaseStage stage) =>
        _said.Says(attribute, group, AtStages + (int)stage) ? _groups[attribute][group][AtStages + (int)stage] : null;

    public long? AllReached(CaseStage stage) => Of(AtStages + (int)stage);

    /// <summary>Whether all counts that a rate is made of may be said.</summary>
    public bool Says(int attribute, string group, GroupMetric metric)
    {
        int[] counts = metric switch
        {
            GroupMetric.SelectionRate => [AllSelected, AllPassed],
            GroupMetric.FalsePositiveRate => [SelectedClean, PassedClean],
            GroupMetric.FalseNegativeRate => [SelectedFound, PassedFound],
            GroupMetric.PositivePredictiveValue or GroupMetric.FalseDiscoveryRate => [SelectedFound, SelectedClean],
            GroupMetric.FalseOmissionRate => [PassedFound, PassedClean],
            _ => [SelectedFound, SelectedClean, PassedFound, PassedClean],
        };
        return counts.All(kind => _said.Says(attribute, group, kind));
    }

    /// <summary>Of all cases with an outcome, which are not of anybody in particular.</summary>
    public long Outcomes => _all[AllOutcomes];

    private long? Of(int kind) => _said.Says(kind) ? _all[kind] : null;

    private static Dictionary<string, long[]> CountsOf(AttributeCounter counter) => counter.Outcomes().ToDictionary(
        group => group.Key, group => CountsOf(group.Value, counter, group.Key), StringComparer.Ordinal);

    private static long[] CountsOf(long[] outcomes, AttributeCounter counter, string group)
    {
        long[] ended = [.. Enum.GetValues<CaseStage>().Select(stage => counter.Count(group, stage))];
        long[] reached = [.. Enumerable.Range(0, StageCount).Select(stage => ended[stage..].Sum())];
        var (selected, passed) = (outcomes[..3], outcomes[3..]);
        var (found, clean, open) = (selected[0] + passed[0], selected[1] + passed[1], selected[2] + passed[2]);
        var cases = found + clean + open;
        return
        [
            .. outcomes, selected.Sum(), passed.Sum(), cases, .. ended, .. reached, cases - reached[0],
            found, clean, open, found + clean,
        ];
    }
}
