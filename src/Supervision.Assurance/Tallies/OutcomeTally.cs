using System.Collections.Immutable;

namespace Supervision.Assurance.Tallies;

/// <summary>
/// Hits and misses by weight. Counts are whole numbers, so merging is exact in any order and grouping.
/// </summary>
public sealed class OutcomeTally : IEquatable<OutcomeTally>
{
    public static readonly OutcomeTally Empty = new([]);

    private OutcomeTally(ImmutableArray<OutcomeCell> cells)
    {
        Cells = cells;
        foreach (var cell in cells)
            Count += cell.Hits + cell.Misses;
    }

    /// <summary>In ascending order of weight, each weight once.</summary>
    public ImmutableArray<OutcomeCell> Cells { get; }

    public long Count { get; }

    public static OutcomeTally Of(long hits, long misses, double weight = 1) => Of([new(weight, hits, misses)]);

    public static OutcomeTally Of(IEnumerable<OutcomeCell> cells)
    {
        var byWeight = new SortedDictionary<double, (long Hits, long Misses)>();
        foreach (var (weight, hits, misses) in cells)
        {
            if (!double.IsFinite(weight) || weight <= 0)
                throw new ArgumentOutOfRangeException(nameof(cells), weight, "A weight is above zero and finite.");

            ArgumentOutOfRangeException.ThrowIfNegative(hits, nameof(cells));
            ArgumentOutOfRangeException.ThrowIfNegative(misses, nameof(cells));
            if (hits + misses == 0)
                continue;

            var (before, missed) = byWeight.GetValueOrDefault(weight);
            byWeight[weight] = (before + hits, missed + misses);
        }

        return new OutcomeTally([.. byWeight.Select(at => new OutcomeCell(at.Key, at.Value.Hits, at.Value.Misses))]);
    }

    public OutcomeTally Merge(OutcomeTally other) => Of(Cells.Concat(other.Cells));

    public bool Equals(OutcomeTally? other) => other is not null && Cells.AsSpan().SequenceEqual(other.Cells.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as OutcomeTally);

    public override int GetHashCode() => HashCode.Combine(Cells.Length, Count);

    internal (double Hits, double All, double Squares) Sums()
    {
        var (hits, all, squares) = (0.0, 0.0, 0.0);
        foreach (var cell in Cells)
        {
            double count = cell.Hits + cell.Misses;
            hits += cell.Weight * cell.Hits;
            all += cell.Weight * count;
            squares += cell.Weight * cell.Weight * count;
        }

        return (hits, all, squares);
    }
}
