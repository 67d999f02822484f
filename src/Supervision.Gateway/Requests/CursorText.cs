using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Gateway.Requests;

/// <summary>
/// The text of a cursor: where a page ended, and a fingerprint of the query it came from, so that it cannot be used
/// with another one. Opaque, not secret: whoever makes one up can only start a page somewhere else.
/// </summary>
internal static class CursorText
{
    private const byte Version = 1;
    private const int FingerprintLength = 8;
    private const int HeadLength = 1 + FingerprintLength + sizeof(long);

    /// <param name="query">The query without cursor and page size, in one fixed form.</param>
    /// <param name="number">The sort value of the last row.</param>
    /// <param name="id">Its id.</param>
    public static string Write(string query, long number, string id)
    {
        var bytes = new byte[HeadLength + Encoding.UTF8.GetByteCount(id) + FingerprintLength];
        bytes[0] = Version;
        Fingerprint(Encoding.UTF8.GetBytes(query), bytes.AsSpan(1));
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(1 + FingerprintLength), number);
        Encoding.UTF8.GetBytes(id, bytes.AsSpan(HeadLength));
        Fingerprint(bytes.AsSpan(0, bytes.Length - FingerprintLength), bytes.AsSpan(bytes.Length - FingerprintLength));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False when the text is no cursor, or came from another query.</summary>
    public static bool TryRead(string text, string query, out long number, [NotNullWhen(true)] out string? id)
    {
        (number, id) = (0, null);
        if (!Base64Url.IsValid(text))
            return false;

        ReadOnlySpan<byte> bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < HeadLength + FingerprintLength || bytes[0] != Version)
            return false;

        Span<byte> expected = stackalloc byte[FingerprintLength];
        Fingerprint(bytes[..^FingerprintLength], expected);
        if (!expected.SequenceEqual(bytes[^FingerprintLength..]))
            return false;

        Fingerprint(Encoding.UTF8.GetBytes(query), expected);
        if (!expected.SequenceEqual(bytes.Slice(1, FingerprintLength)))
            return false;

        number = BinaryPrimitives.ReadInt64BigEndian(bytes[(1 + FingerprintLength)..]);
        id = Encoding.UTF8.GetString(bytes[HeadLength..^FingerprintLength]);
        return true;
    }

    private static void Fingerprint(ReadOnlySpan<byte> of, Span<byte> into)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(of, hash);
        hash[..FingerprintLength].CopyTo(into);
    }
}
