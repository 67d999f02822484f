using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Supervision.Explanations;
using Supervision.Risk;

namespace Supervision.Replays;

/// <summary>Counts while a replay goes on, from where an earlier run had come.</summary>
public sealed class ReplayCounting
{
    private readonly Dictionary<(RiskLevel Level, RiskLevel? Compared, bool Outcome), long> _levels;
    private readonly Dictionary<(bool Compared, int Points, bool Evidence, bool Outcome), long> _points;
    private readonly SortedDictionary<string, long> _reproduced;
    private HindsightTotal? _hindsight;
    private long _referents;
    private long _atLine;
    private long _comparedAtLine;

    public ReplayCounting(ReplayTally from)
    {
        ArgumentNullException.ThrowIfNull(from);
        (_referents, _atLine, _comparedAtLine) = (from.Referents, from.AtLine, from.ComparedAtLine);
        _levels = from.Levels.ToDictionary(one => (one.Level, one.Compared, one.HasOutcome), one => one.Count);
        _points = from.Points.ToDictionary(
            one => (one.IsCompared, one.Points, one.HasEvidence, one.HasOutcome), one => one.Count);
        _reproduced = new SortedDictionary<string, long>(
            from.Reproduced.ToDictionary(one => one.Outcome, one => one.Count), StringComparer.Ordinal);
        if (from.Hindsight is { } known)
            _hindsight = new HindsightTotal(
                checked((int)from.Referents), known.Differing, known.Days,
                known.Otherwise.ToImmutableSortedDictionary(one => (one.Then, one.Now), one => one.Days),
                known.Crossed, known.WouldNotHaveCrossed, known.WouldHaveCrossed);
    }

    public ReplayTally Tally => new(
        _referents, _atLine, _comparedAtLine,
        [.. _levels.OrderBy(one => one.Key).Select(one =>
            new ReplayLevels(one.Key.Level, one.Key.Compared, one.Key.Outcome, one.Value))],
        [.. _points.OrderBy(one => one.Key).Select(one =>
            new ReplayPoints(one.Key.Compared, one.Key.Points, one.Key.Evidence, one.Key.Outcome, one.Value))],
        _hindsight is { } total
            ? new ReplayHindsight(
                total.Differing, total.Days,
                [.. total.Otherwise.Select(one => new ReplayOtherwise(one.Key.Then, one.Key.Now, one.Value))],
                total.Crossed, total.WouldNotHaveCrossed, total.WouldHaveCrossed)
            : null,
        [.. _reproduced.Select(one => new ReplayReproduced(one.Key, one.Value))]);

    /// <param name="outcome">Null when none is looked for.</param>
    internal void Count(
        (RiskModel Model, RiskState State) judged, (RiskModel Model, RiskState State)? compared, bool? outcome)
    {
        _referents++;
        Add(_levels, (judged.State.Level, compared?.State.Level, outcome is true));
        if (IsAtLine(judged))
            _atLine++;
        if (compared is { } other && IsAtLine(other))
            _comparedAtLine++;
        if (outcome is not { } came)
            return;

        CountPoints(judged.State, isCompared: false, came);
        if (compared is { } second)
            CountPoints(second.State, isCompared: true, came);
    }

    internal void Count(Hindsight one)
    {
        _referents++;
        _hindsight = (_hindsight ?? HindsightTotal.Nothing).And(one);
    }

    /// <summary>A score that was told, computed once more.</summary>
    public void Count(string reproduced)
    {
        _referents++;
        _reproduced[reproduced] = _reproduced.GetValueOrDefault(reproduced) + 1;
    }

    private void CountPoints(RiskState state, bool isCompared, bool outcome) => Add(
        _points, (isCompared, state.Points, state.Level != RiskLevel.InsufficientEvidence, outcome));

    private static bool IsAtLine((RiskModel Model, RiskState State) judged) =>
        judged.Model.Escalation is { } rule && judged.State.Level >= rule.AtLevel;

    private static void Add<TKey>(Dictionary<TKey, long> counts, TKey key)
        where TKey : notnull => CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
}
