using System.Buffers;

namespace Supervision.Events;

/// <summary>The characters that a URI reference may have, after RFC 3986.</summary>
internal static class UriReference
{
    private static readonly SearchValues<byte> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%"u8);

    public static bool IsWellFormed(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text.ContainsAnyExcept(Allowed) || text.Count((byte)'#') > 1)
            return false;

        for (var percent = text.IndexOf((byte)'%'); percent >= 0; percent = text.IndexOf((byte)'%'))
        {
            if (text.Length < percent + 3
                || !char.IsAsciiHexDigit((char)text[percent + 1])
                || !char.IsAsciiHexDigit((char)text[percent + 2]))
                return false;

            text = text[(percent + 3)..];
        }

        return true;
    }
}
