using System.Security.Cryptography;

namespace Supervision.Access.Keys;

/// <summary>
/// The SHA-256 of a client certificate, which stands where the digest of a secret stands in other keys: the service
/// proves that it has the private key when it connects. The id of such a key is made of the fingerprint, so that a
/// connection alone finds it; a secret with that digest nobody can have.
/// </summary>
public static class Fingerprint
{
    public const int Length = 64;

    private const int BitsPerLetter = 5;

    /// <summary>Of the certificate as it is sent (DER), in hexadecimal.</summary>
    public static string Of(ReadOnlySpan<byte> certificate) => Convert.ToHexStringLower(SHA256.HashData(certificate));

    /// <summary>Reads 64 hexadecimal digits, as programs print them: with or without colons, in any case.</summary>
    public static bool TryRead(string text, out string fingerprint)
    {
        fingerprint = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return fingerprint.Length == Length && fingerprint.All(char.IsAsciiHexDigit);
    }

    /// <summary>The id of the key of the certificate: its first 60 bits.</summary>
    public static string IdOf(string fingerprint)
    {
        var bits = Convert.ToUInt64(fingerprint[..16], 16);
        return string.Create(KeyText.IdLength, bits, (id, left) =>
        {
            for (var i = 0; i < id.Length; i++)
                id[i] = KeyText.IdLetters[(int)((left >> (64 - BitsPerLetter * (i + 1))) & 31)];
        });
    }
}
