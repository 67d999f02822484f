using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Unicode;

namespace Supervision.Audit;

/// <summary>The signature of a server under a manifest: ECDSA on P-256 over SHA-256 of its bytes.</summary>
/// <param name="KeyId">See <see cref="IdOf"/>.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo; who wants to be sure compares it with one from elsewhere.</param>
/// <param name="Signature">r and s, 32 bytes each (IEEE P1363).</param>
public sealed record BundleSignature(string Algorithm, string KeyId, byte[] PublicKey, byte[] Signature)
{
    public const string AlgorithmName = "ecdsa-p256-sha256";

    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>The name of a key: SHA-256 of its SubjectPublicKeyInfo, in hexadecimal.</summary>
    public static string IdOf(ReadOnlySpan<byte> publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    public static BundleSignature Of(ReadOnlySpan<byte> manifest, ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new BundleSignature(
            AlgorithmName, IdOf(publicKey), publicKey, key.SignData(manifest, HashAlgorithmName.SHA256));
    }

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, BundleShapes.Signature);

    /// <exception cref="JsonException">Not a signature.</exception>
    public static BundleSignature Read(ReadOnlySpan<byte> json) =>
        Utf8.IsValid(json) && JsonSerializer.Deserialize(json, BundleShapes.Signature) is { } signature
            ? signature
            : throw new JsonException("Not a signature.");

    /// <summary>Whether a key is one of this kind; what is no key at all is none.</summary>
    public static bool IsKey(ReadOnlySpan<byte> publicKey)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length && key.ExportParameters(false).Curve.Oid.Value == P256;
        }
        catch (CryptographicException)
        {
            // Bytes that somebody made up.
            return false;
        }
    }

    /// <summary>Why the signature does not hold; null when it does.</summary>
    /// <param name="pinned">The key that it must be of; null when any will do.</param>
    public string? WrongWith(ReadOnlySpan<byte> manifest, ReadOnlySpan<byte> pinned)
    {
        if (Algorithm != AlgorithmName)
            return "it is not by an algorithm that is known here";
        if (!IsKey(PublicKey) || KeyId != IdOf(PublicKey))
            return "its key is no key of P-256, or has another name";
        if (!pinned.IsEmpty && !pinned.SequenceEqual(PublicKey))
            return $"it is by key {KeyId}, not by the key that was named, {IdOf(pinned)}";

        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(PublicKey, out _);
        return key.VerifyData(manifest, Signature, HashAlgorithmName.SHA256)
            ? null
            : "it is not of this manifest: one of the two was changed";
    }
}
