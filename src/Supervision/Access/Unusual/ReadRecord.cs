using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Access.Unusual;

/// <summary>One reading as the rules see it.</summary>
/// <param name="ReferentId">Whose dossier; null for a list over many.</param>
public sealed record ReadRecord(
    DateTimeOffset At, string Actor, ActorKind Kind, ImmutableArray<Role> Roles, ReadingPurpose Purpose,
    string? ReferentId)
{
    public static ReadRecord Of(LoggedEvent logged, DossierRead read) =>
        new(logged.RecordedAt, read.Actor, read.Kind, read.Roles, read.Purpose, read.ReferentId);
}
