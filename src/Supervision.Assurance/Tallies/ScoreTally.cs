using System.Collections.Immutable;

namespace Supervision.Assurance.Tallies;

/// <summary>
/// Scored cases with an outcome, counted by group, score, outcome and weight. What can be said of them is computed from
/// these counts, so it costs by the kinds of cases and not by the cases. Merging is exact in any order and grouping.
/// </summary>
public sealed class ScoreTally : IEquatable<ScoreTally>
{
    public static readonly ScoreTally Empty = new([]);

    private ScoreTally(ImmutableArray<ScoreCell> cells)
    {
        Cells = cells;
        foreach (var cell in cells)
            Count += cell.Count;
    }

    /// <summary>In ascending order, each kind of case once.</summary>
    public ImmutableArray<ScoreCell> Cells { get; }

    public long Count { get; }

    /// <summary>The groups in ordinal order.</summary>
    public IEnumerable<string> Groups => Cells.Select(cell => cell.Group).Distinct(StringComparer.Ordinal);

    public bool IsWeighted => Cells.Length > 0 && Cells.Any(cell => cell.Weight != Cells[0].Weight);

    /// <summary>Counts what comes, in any order; kinds of cases are limited, cases are not.</summary>
    public static ScoreTally Of(IEnumerable<ScoreCell> cells)
    {
        var counts = new Dictionary<(string, int, bool, double), long>();
        foreach (var (group, score, positive, weight, count) in cells)
        {
            if (!double.IsFinite(weight) || weight <= 0)
                throw new ArgumentOutOfRangeException(nameof(cells), weight, "A weight is above zero and finite.");

            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(cells));
            if (count == 0)
                continue;

            ref var counted = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                counts, (group, score, positive, weight), out _);
            counted += count;
            if (counts.Count > Limits.CellsMax)
            {
                throw new ArgumentException(
                    $"More than {Limits.CellsMax} kinds of cases; round the scores.", nameof(cells));
            }
        }

        var sorted = counts
            .Select(at => new ScoreCell(at.Key.Item1, at.Key.Item2, at.Key.Item3, at.Key.Item4, at.Value))
            .ToArray();
        Array.Sort(sorted);
        return new ScoreTally([.. sorted]);
    }

    public ScoreTally Merge(ScoreTally other) => Of(Cells.Concat(other.Cells));

    /// <summary>The cases of one group.</summary>
    public ScoreTally OfGroup(string group) =>
        new([.. Cells.Where(cell => string.Equals(cell.Group, group, StringComparison.Ordinal))]);

    /// <summary>
    /// The confusion tables by group when cases from <paramref name="threshold"/> up are selected; cases are counted
    /// and not weighed.
    /// </summary>
    public GroupTally At(int threshold) => GroupTally.Of(Cells.Select(cell => KeyValuePair.Create(
        cell.Group, ConfusionTable.Of(cell.Score >= threshold, cell.Positive, cell.Count))));

    public bool Equals(ScoreTally? other) => other is not null && Cells.AsSpan().SequenceEqual(other.Cells.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as ScoreTally);

    public override int GetHashCode() => HashCode.Combine(Cells.Length, Count);

    /// <summary>How often each kind of case occurred, in the order of the cells.</summary>
    public long[] Counts() => [.. Cells.Select(cell => cell.Count)];
}
