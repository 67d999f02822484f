using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Access.Keys;

/// <summary>
/// The text of a key: <c>svk_&lt;id&gt;_&lt;secret&gt;</c>. What scans for secrets knows it by its beginning; the id
/// finds its row; the secret is 256 random bits. That cannot be guessed, however fast a guess is, so its SHA-256 is
/// kept: the slow hash of a password would add nothing here but the time it takes.
/// </summary>
public static class KeyText
{
    public const string Prefix = "svk_";
    public const int IdLength = 12;
    public const string IdPattern = "^[a-z2-7]{12}$";

    internal const string IdLetters = "abcdefghijklmnopqrstuvwxyz234567";
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int Length = 4 + IdLength + 1 + SecretLength;

    public static string NewId() => RandomNumberGenerator.GetString(IdLetters, IdLength);

    /// <summary>The text of a key with a new secret, to be shown once, and what is kept of it.</summary>
    public static (string Text, string Hash) New(string id)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return ($"{Prefix}{id}_{secret}", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret))));
    }

    public static bool IsId([NotNullWhen(true)] string? text) =>
        text is { Length: IdLength } && text.All(IdLetters.Contains);

    /// <summary>The id in the text of a key, and the digest of its secret; false when it is no such text.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? id, [NotNullWhen(true)] out byte[]? digest)
    {
        (id, digest) = (null, null);
        if (text is not { Length: Length } || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[^(SecretLength + 1)] != '_' || !Ascii.IsValid(text)
            || !IsId(text.Substring(Prefix.Length, IdLength)))
            return false;

        id = text.Substring(Prefix.Length, IdLength);
        digest = SHA256.HashData(Encoding.ASCII.GetBytes(text[^SecretLength..]));
        return true;
    }
}
