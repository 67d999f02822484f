using System.Collections.Immutable;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Gateway.Shadows;

/// <summary>Where referents stand by the model in use and by the shadow.</summary>
/// <param name="Referents">How many are counted.</param>
/// <param name="Levels">What the rows and the columns of the matrix are, in order.</param>
/// <param name="Matrix">Referents by level: rows are of the model in use, columns of the shadow.</param>
/// <param name="Higher">The shadow says a higher level, where both say low, medium or high.</param>
/// <param name="Lower">The shadow says a lower level, where both say low, medium or high.</param>
/// <param name="Otherwise">Only one of them has enough to say a level.</param>
public sealed record ShadowStandingItem(
    long Referents,
    ImmutableArray<RiskLevel> Levels,
    ImmutableArray<ImmutableArray<long>> Matrix,
    LevelAgreement Agreement,
    long Higher,
    long Lower,
    long Otherwise)
{
    public static ShadowStandingItem Of(LevelMatrix levels) => new(
        levels.Count,
        LevelMatrix.Levels,
        [
            .. LevelMatrix.Levels.Select(used =>
                (ImmutableArray<long>)[.. LevelMatrix.Levels.Select(shadow => levels[used, shadow])]),
        ],
        LevelAgreement.Of(levels),
        levels.Higher,
        levels.Lower,
        levels.Otherwise);
}
