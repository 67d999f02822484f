using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Access;
using Supervision.Access.Keys;

namespace Supervision.Gateway.Access.Keys;

/// <summary>A key of a service, without its secret.</summary>
/// <param name="Id">In the clear in the key itself; the service is recorded as `key:` and this.</param>
/// <param name="Name">For people.</param>
/// <param name="Sources">Of which sources it may send events: exactly, or what begins so when it ends in `*`.</param>
/// <param name="Types">Of which types it may send events, in the same way.</param>
/// <param name="Certificate">
/// The SHA-256 of the client certificate that it is bound to; null when it is sent in a header.
/// </param>
/// <param name="State">`active`, `expired` or `revoked`.</param>
/// <param name="OldUntil">Until when the secret before the last rotation holds too.</param>
public sealed record KeyItem(
    string Id,
    string Name,
    ImmutableArray<Role> Roles,
    ImmutableArray<string> Sources,
    ImmutableArray<string> Types,
    string? Certificate,
    string State,
    DateTimeOffset MadeAt,
    string MadeBy,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? OldUntil,
    DateTimeOffset? RevokedAt,
    string? RevokedBy)
{
    internal static KeyItem Of(ApiKey key, DateTimeOffset now) => new(
        key.Id, key.Name, key.Roles, key.Scope.Sources, key.Scope.Types, key.Certificate,
        key.Revoked is not null ? "revoked" : key.HasExpired(now) ? "expired" : "active",
        key.MadeAt, key.MadeBy, key.Secret.Until, key.Old?.Until > now ? key.Old.Until : null,
        key.Revoked?.At, key.Revoked?.By);
}

/// <summary>A key was made, or has a new secret.</summary>
/// <param name="Key">
/// The value of the header `X-Api-Key`; shown here and never again. Null when the key is bound to a certificate.
/// </param>
/// <param name="OldUntil">Until when the secret before holds too.</param>
public sealed record KeyMade(string Id, string? Key, DateTimeOffset ExpiresAt, DateTimeOffset? OldUntil);

/// <summary>Makes a key.</summary>
/// <param name="Roles">Of `integrator`, `supervisor` and `auditor`: a service decides nothing.</param>
/// <param name="Days">After how many days it expires.</param>
/// <param name="Certificate">
/// The SHA-256 fingerprint of a client certificate, when the service connects with one and sends no header.
/// </param>
public sealed record MakeKeyRequest(
    [property: StringLength(Actor.NameLengthMax, MinimumLength = 1)] string Name,
    [property: MaxLength(3)] ImmutableArray<Role> Roles,
    [property: MaxLength(KeyScope.PatternsMax)] ImmutableArray<string> Sources,
    [property: MaxLength(KeyScope.PatternsMax)] ImmutableArray<string> Types,
    [property: Range(1, KeyTerms.DaysMax)] int Days,
    [property: StringLength(95, MinimumLength = Fingerprint.Length)] string? Certificate = null);

/// <summary>Gives a key a new secret.</summary>
/// <param name="Days">After how many days the new secret expires.</param>
/// <param name="OldHours">How many hours the secret before holds beside it; 0 ends it at once.</param>
public sealed record RotateKeyRequest(
    [property: Range(1, KeyTerms.DaysMax)] int Days,
    [property: Range(0, KeyTerms.OldHoursMax)] int OldHours);
