using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Contracts.Referents;

/// <summary>The score of a referent, and what it reflects.</summary>
/// <param name="Position">The last event of the referent that the score reflects.</param>
/// <param name="LevelSince">When the live level became what it is; null for a score of the past.</param>
[GenerateSerializer, Immutable, Alias("risk-view")]
public sealed record RiskView(
    [property: Id(0)] ReferentId ReferentId,
    [property: Id(1)] LogPosition Position,
    [property: Id(2)] Score Score,
    [property: Id(3)] DateTimeOffset? LevelSince)
{
    /// <summary>
    /// Of a score of the past: facts within reach of its features that were erased since. If any, it is not the score
    /// that was given then, and nobody can compute that one again.
    /// </summary>
    [Id(4)]
    public int Erased { get; init; }
}
