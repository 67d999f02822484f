using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Access;

namespace Supervision.Gateway.Access.People;

/// <summary>One of the people who sign in here.</summary>
/// <param name="Name">What they sign in with; never given to another person.</param>
/// <param name="Id">How they are recorded.</param>
/// <param name="State">`invited`, `active`, `locked` (for a while, after wrong passwords) or `disabled`.</param>
/// <param name="HasSecondFactor">Without one nobody can begin a session.</param>
public sealed record PersonItem(
    string Name, string Id, ImmutableArray<Role> Roles, string State, bool HasSecondFactor)
{
    internal static PersonItem Of(AccountRow row, DateTimeOffset now) => new(
        row.Name, AccountNames.ActorId(row.Name), row.Roles,
        row switch
        {
            { LockedUntil.Year: 9999 } => "disabled",
            { LockedUntil: { } until } when until > now => "locked",
            { HasPassword: false } => "invited",
            _ => "active",
        },
        row.HasSecondFactor);
}

/// <summary>Somebody was given an account, or a new link to it.</summary>
/// <param name="SetUpLink">Path and query on this server. Works once; shown here and never again.</param>
public sealed record PersonInvited(string Name, string SetUpLink, DateTimeOffset ExpiresAt);

/// <summary>Gives somebody an account.</summary>
public sealed record InvitePersonRequest(
    [property: StringLength(AccountNames.LengthMax, MinimumLength = 1)] string Name,
    [property: MaxLength(9)] ImmutableArray<Role> Roles);

/// <summary>The roles that a person has from now on.</summary>
public sealed record SetRolesRequest([property: MaxLength(9)] ImmutableArray<Role> Roles);

/// <summary>Who is asking.</summary>
/// <param name="Purpose">What the session reads dossiers for by its choice; null when it has made none.</param>
public sealed record Me(
    string Id, ActorKind Kind, string Name, ImmutableArray<Role> Roles, ReadingPurpose? Purpose = null);
