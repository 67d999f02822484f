using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Supervision.Audit;
using Supervision.Facts;

namespace Supervision.Gateway.Audits;

/// <summary>The public keys of this server.</summary>
public sealed record AuditKeyList(ImmutableArray<AuditKeyItem> Items)
{
    internal static AuditKeyList Of(SigningKeys keys) => new(
        [AuditKeyItem.Of(keys.PublicKey, AuditKeyState.Signs),
            .. keys.Earlier.Select(key => AuditKeyItem.Of(key, AuditKeyState.Earlier))]);
}

/// <summary>A public key that audit bundles are or were signed with.</summary>
/// <param name="Id">SHA-256 of the key as SubjectPublicKeyInfo, in hexadecimal.</param>
/// <param name="PublicKey">PEM, as `verify-bundle --key` takes it.</param>
public sealed record AuditKeyItem(string Id, AuditKeyState State, string PublicKey)
{
    internal static AuditKeyItem Of(byte[] key, AuditKeyState state) =>
        new(BundleSignature.IdOf(key), state, PemEncoding.WriteString("PUBLIC KEY", key) + "\n");
}

/// <summary>Whether a key signs.</summary>
[JsonConverter(typeof(ClosedList<AuditKeyState>))]
public enum AuditKeyState
{
    /// <summary>Bundles are signed with it now.</summary>
    Signs,

    /// <summary>Another took its place; what it signed holds.</summary>
    Earlier,
}
