using System.Collections.Immutable;

namespace Supervision.Shadows;

/// <summary>Where referents stand by the model in use and by a shadow, counted; it names no referent.</summary>
/// <param name="Levels">Referents by both levels.</param>
/// <param name="UsedPoints">Referents by the points of the model in use, on its <see cref="PointScale"/>.</param>
/// <param name="ShadowPoints">Referents by the points of the shadow, on its own scale.</param>
[GenerateSerializer, Immutable, Alias("standing-tally")]
public sealed record StandingTally(
    [property: Id(0)] LevelMatrix Levels,
    [property: Id(1)] ImmutableArray<long> UsedPoints,
    [property: Id(2)] ImmutableArray<long> ShadowPoints)
{
    private static readonly ImmutableArray<long> NoPoints = [.. new long[PointScale.Steps]];

    public static readonly StandingTally Empty = new(LevelMatrix.Empty, NoPoints, NoPoints);

    public static StandingTally Of(IEnumerable<ShadowStanding> standings, PointScale used, PointScale shadow)
    {
        var levels = LevelMatrix.Empty.Cells.ToArray();
        var (usedPoints, shadowPoints) = (new long[PointScale.Steps], new long[PointScale.Steps]);
        foreach (var standing in standings)
        {
            levels[LevelMatrix.CellOf(standing.Used, standing.Shadow)]++;
            usedPoints[used.StepOf(standing.UsedPoints)]++;
            shadowPoints[shadow.StepOf(standing.ShadowPoints)]++;
        }

        return new StandingTally(new LevelMatrix([.. levels]), [.. usedPoints], [.. shadowPoints]);
    }

    /// <summary>With the referents of another partition.</summary>
    public StandingTally And(StandingTally other) => new(
        Levels.And(other.Levels),
        [.. UsedPoints.Zip(other.UsedPoints, (one, two) => one + two)],
        [.. ShadowPoints.Zip(other.ShadowPoints, (one, two) => one + two)]);
}
