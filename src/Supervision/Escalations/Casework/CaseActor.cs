using System.Collections.Immutable;
using Supervision.Access;

namespace Supervision.Escalations.Casework;

/// <summary>Who acts on a case: an id, whether it is a person, and the roles of that moment.</summary>
[GenerateSerializer, Immutable, Alias("case-actor")]
public sealed record CaseActor(
    [property: Id(0)] string Id, [property: Id(1)] ActorKind Kind, [property: Id(2)] ImmutableArray<Role> Roles)
{
    public bool IsLead => Roles.Contains(Role.TeamLead);
}
