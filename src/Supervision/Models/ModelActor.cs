using System.Collections.Immutable;
using Supervision.Access;

namespace Supervision.Models;

/// <summary>Who acts on a model: an id, whether it is a person, and the roles of that moment.</summary>
[GenerateSerializer, Immutable, Alias("model-actor")]
public sealed record ModelActor(
    [property: Id(0)] string Id, [property: Id(1)] ActorKind Kind, [property: Id(2)] ImmutableArray<Role> Roles)
{
    /// <summary>Who may stop a model, alone and in one call.</summary>
    public static readonly ImmutableArray<Role> StopRight =
        [Role.Supervisor, Role.TeamLead, Role.ModelOwner, Role.Approver];
}
