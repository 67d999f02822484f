using System.Collections.Immutable;

namespace Supervision.Assurance.Tallies;

/// <summary>
/// Pairs of levels: the same cases before and after, or as two readers judged them. Merging is exact in any order.
/// </summary>
public sealed class PairTable : IEquatable<PairTable>
{
    private PairTable(int levels, ImmutableArray<long> cells)
    {
        Levels = levels;
        Cells = cells;
        foreach (var cell in cells)
            Count += cell;
    }

    public int Levels { get; }

    /// <summary>Row by row: the first level of the pair is the row.</summary>
    public ImmutableArray<long> Cells { get; }

    public long Count { get; }

    public long this[int first, int second] => Cells[(first * Levels) + second];

    public static PairTable Of(int levels, IEnumerable<(int First, int Second)> pairs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, Limits.LevelsMax);
        var cells = new long[levels * levels];
        foreach (var (first, second) in pairs)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(first, nameof(pairs));
            ArgumentOutOfRangeException.ThrowIfNegative(second, nameof(pairs));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(first, levels, nameof(pairs));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(second, levels, nameof(pairs));
            cells[(first * levels) + second]++;
        }

        return new PairTable(levels, [.. cells]);
    }

    public static PairTable Of(long[,] cells)
    {
        var levels = cells.GetLength(0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.GetLength(1), levels, nameof(cells));
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 2, nameof(cells));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, Limits.LevelsMax, nameof(cells));
        foreach (var cell in cells)
            ArgumentOutOfRangeException.ThrowIfNegative(cell, nameof(cells));

        return new PairTable(levels, [.. cells.Cast<long>()]);
    }

    public PairTable Merge(PairTable other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Levels, Levels, nameof(other));
        return new PairTable(Levels, [.. Cells.Zip(other.Cells, (one, two) => one + two)]);
    }

    public bool Equals(PairTable? other) =>
        other is not null && Levels == other.Levels && Cells.AsSpan().SequenceEqual(other.Cells.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as PairTable);

    public override int GetHashCode() => HashCode.Combine(Levels, Count);
}
