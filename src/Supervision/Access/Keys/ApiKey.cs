using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Supervision.Access.Keys;

/// <summary>What a service proves who it is with, without the secret itself.</summary>
/// <param name="Id">In the clear; <c>key:&lt;id&gt;</c> is how the service is recorded.</param>
/// <param name="Name">For people, such as the name of the system that has it.</param>
/// <param name="Secret">Of the secret that is in use.</param>
/// <param name="Old">Of the secret before, until when it still holds; null when there is none.</param>
/// <param name="MadeBy">The id of whoever made it.</param>
public sealed record ApiKey(
    string Id,
    string Name,
    ImmutableArray<Role> Roles,
    KeyScope Scope,
    KeySecret Secret,
    KeySecret? Old,
    DateTimeOffset MadeAt,
    string MadeBy,
    KeyRevocation? Revoked)
{
    /// <summary>Who is asking when a request brings it.</summary>
    public Actor Actor => new($"key:{Id}", ActorKind.Service, Name, Roles);

    /// <summary>The SHA-256 of the certificate that it is bound to; null when it is a text to send.</summary>
    public string? Certificate => Fingerprint.IdOf(Secret.Hash) == Id ? Secret.Hash : null;

    public bool HasExpired(DateTimeOffset now) => Secret.Until <= now;

    /// <summary>Whether a secret with this digest lets somebody in at this moment.</summary>
    public bool Holds(ReadOnlySpan<byte> digest, DateTimeOffset now) =>
        Revoked is null && (Secret.Holds(digest, now) | (Old?.Holds(digest, now) ?? false));
}

/// <summary>The SHA-256 of a secret in hexadecimal, and until when the secret holds.</summary>
public sealed record KeySecret(string Hash, DateTimeOffset Until)
{
    // Compared in a time that tells nothing of how much was right.
    public bool Holds(ReadOnlySpan<byte> digest, DateTimeOffset now) =>
        CryptographicOperations.FixedTimeEquals(digest, Convert.FromHexString(Hash)) & now < Until;
}

/// <summary>When a key was revoked, and by whom. It never holds again.</summary>
public sealed record KeyRevocation(DateTimeOffset At, string By);
