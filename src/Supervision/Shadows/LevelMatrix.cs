using System.Collections.Immutable;
using Supervision.Risk;

namespace Supervision.Shadows;

/// <summary>
/// How often which two levels came together: that of the model in use is the row, that of the shadow the column.
/// Merging is exact in any order.
/// </summary>
/// <param name="Cells">Row by row, in the order of <see cref="Levels"/>.</param>
[GenerateSerializer, Immutable, Alias("level-matrix")]
public sealed record LevelMatrix([property: Id(0)] ImmutableArray<long> Cells)
{
    public static readonly ImmutableArray<RiskLevel> Levels =
        [RiskLevel.None, RiskLevel.InsufficientEvidence, RiskLevel.Low, RiskLevel.Medium, RiskLevel.High];

    public static readonly LevelMatrix Empty = new([.. new long[Levels.Length * Levels.Length]]);

    public long this[RiskLevel used, RiskLevel shadow] => Cells[CellOf(used, shadow)];

    public long Count => Cells.Sum();

    /// <summary>Both said the same.</summary>
    public long Agreeing => Levels.Sum(level => this[level, level]);

    /// <summary>The shadow says a higher level, where both say one.</summary>
    public long Higher => Sum((used, shadow) => used >= RiskLevel.Low && shadow > used);

    /// <summary>The shadow says a lower level, where both say one.</summary>
    public long Lower => Sum((used, shadow) => shadow >= RiskLevel.Low && shadow < used);

    /// <summary>Only one of them has enough to say a level.</summary>
    public long Otherwise => Count - Agreeing - Higher - Lower;

    public static int CellOf(RiskLevel used, RiskLevel shadow) => ((int)used * Levels.Length) + (int)shadow;

    public LevelMatrix And(LevelMatrix other) => new([.. Cells.Zip(other.Cells, (one, two) => one + two)]);

    private long Sum(Func<RiskLevel, RiskLevel, bool> isMeant) =>
        Levels.Sum(used => Levels.Where(shadow => isMeant(used, shadow)).Sum(shadow => this[used, shadow]));
}
