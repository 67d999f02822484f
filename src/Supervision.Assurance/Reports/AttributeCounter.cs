using System.Runtime.InteropServices;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Reports;

/// <summary>Counts cases by their group of one attribute; memory goes by kinds of cases.</summary>
internal sealed class AttributeCounter
{
    private readonly Dictionary<(string Group, int Score, bool Finding, double Weight), long> _scores = [];
    private readonly Dictionary<(string Group, bool IsSelected, int Outcome, double Weight), long> _decisions = [];
    private readonly Dictionary<(string Group, CaseStage Stage), long> _stages = [];
    private readonly Dictionary<(string Stratum, string Group, bool IsSelected), long> _strata = [];
    private readonly Dictionary<string, long> _sizes = new(StringComparer.Ordinal);

    /// <summary>Cases of each group.</summary>
    public IReadOnlyDictionary<string, long> Sizes => _sizes;

    public int Kinds => _scores.Count + _decisions.Count;

    public void Add(string group, in ReportCase one, long count)
    {
        Raise(_sizes, group, count);
        if (one is { Score: { } score, Outcome: { } found })
            Raise(_scores, (group, score, found, one.Weight), count);
        if (one.IsSelected is { } selected)
        {
            var outcome = one.Outcome switch { null => -1, false => 0, true => 1 };
            Raise(_decisions, (group, selected, outcome, one.Outcome is null ? 1 : one.Weight), count);
            if (one.Stratum.Length > 0)
                Raise(_strata, (one.Stratum, group, selected), count);
        }

        if (one.Stage is { } stage)
            Raise(_stages, (group, stage), count);
    }

    /// <summary>Scored cases with an outcome.</summary>
    public ScoreTally Scores() => ScoreTally.Of(_scores.Select(at =>
        new ScoreCell(at.Key.Group, at.Key.Score, at.Key.Finding, at.Key.Weight, at.Value)));

    /// <summary>Cases with an outcome, scored 1 when selected and 0 when not.</summary>
    public ScoreTally Decisions() => ScoreTally.Of(_decisions.Where(at => at.Key.Outcome >= 0).Select(at =>
        new ScoreCell(at.Key.Group, at.Key.IsSelected ? 1 : 0, at.Key.Outcome == 1, at.Key.Weight, at.Value)));

    /// <summary>
    /// Of each group: selected with a finding, without one, without an outcome; and passed over likewise. Where nothing
    /// is selected or passed over, cases have outcomes all the same, and count as passed over.
    /// </summary>
    public Dictionary<string, long[]> Outcomes()
    {
        var counts = _sizes.ToDictionary(size => size.Key, _ => new long[6], StringComparer.Ordinal);
        if (HasDecisions)
        {
            foreach (var ((group, isSelected, outcome, _), count) in _decisions)
                counts[group][(isSelected ? 0 : 3) + (outcome < 0 ? 2 : 1 - outcome)] += count;
            return counts;
        }

        foreach (var ((group, _, finding, _), count) in _scores)
            counts[group][finding ? 3 : 4] += count;
        foreach (var (group, cells) in counts)
            cells[5] = _sizes[group] - cells[3] - cells[4];
        return counts;
    }

    public bool HasDecisions => _decisions.Count > 0;

    public bool HasStages => _stages.Count > 0;

    public bool HasStrata => _strata.Count > 0;

    /// <summary>Cases of a group that came so far and no further.</summary>
    public long Count(string group, CaseStage stage) => _stages.GetValueOrDefault((group, stage));

    /// <summary>Selected and passed over of a group, by stratum.</summary>
    public (long Selected, long Unselected) Count(string stratum, string group) =>
        (_strata.GetValueOrDefault((stratum, group, true)), _strata.GetValueOrDefault((stratum, group, false)));

    public IEnumerable<string> Strata =>
        _strata.Keys.Select(key => key.Stratum).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static void Raise<TKey>(Dictionary<TKey, long> counts, TKey key, long count)
        where TKey : notnull =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _) += count;
}
