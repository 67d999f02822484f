using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Log;

namespace Supervision.Gateway.Access.Reads;

/// <summary>Somebody was shown something of a dossier.</summary>
/// <param name="At">When it was recorded, which was before the answer was sent.</param>
/// <param name="ReadAt">When it was read: before `at`, where a command noted it beside a server or without one.</param>
/// <param name="Operation">Which question was asked: the `operationId`.</param>
/// <param name="ReferentId">Whose dossier; null when it was a list over many.</param>
/// <param name="Status">Of the answer: 404 when there was nothing under that id.</param>
/// <param name="Roles">Those that the actor had then.</param>
/// <param name="Position">Where the record is on the log.</param>
/// <param name="Scope">Of a replay: which one, of what, over which referents.</param>
public sealed record ReadItem(
    DateTimeOffset At,
    DateTimeOffset ReadAt,
    string Actor,
    ActorKind Kind,
    ImmutableArray<Role> Roles,
    ReadingPurpose Purpose,
    string Operation,
    string? ReferentId,
    string? EscalationId,
    int Status,
    string Position,
    string? Scope = null)
{
    internal static ReadItem Of(LoggedEvent logged, DossierRead read) => new(
        logged.RecordedAt, logged.Time, read.Actor, read.Kind, read.Roles, read.Purpose, read.Operation,
        read.ReferentId, read.EscalationId, read.Status, logged.Position.ToString(), read.Scope);
}

/// <summary>The same for the organisation whose dossier it is: what for and in which role, and no person.</summary>
public sealed record OwnReadItem(
    DateTimeOffset At,
    DateTimeOffset ReadAt,
    ActorKind Kind,
    ImmutableArray<Role> Roles,
    ReadingPurpose Purpose,
    string Operation)
{
    internal static OwnReadItem Of(LoggedEvent logged, DossierRead read) => new(
        logged.RecordedAt, logged.Time, read.Kind, read.Roles, read.Purpose, read.Operation);
}
