using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Contracts.Referents;

/// <summary>What is known of a referent: the registers, the live risk in short, and how far its history goes.</summary>
/// <param name="Position">The last event of the referent that is folded.</param>
/// <param name="Quarantined">Events on the log that could not be folded, since the grain became active.</param>
[GenerateSerializer, Immutable, Alias("referent-view")]
public sealed record ReferentView(
    [property: Id(0)] ReferentId ReferentId,
    [property: Id(1)] LogPosition Position,
    [property: Id(2)] RegisterRow Register,
    [property: Id(3)] RiskRow Risk,
    [property: Id(4)] int Quarantined);
