using System.Text;

namespace Supervision.Events;

/// <summary>Names of members as a sender wrote them: which of them may be shown.</summary>
internal static class MemberNames
{
    /// <summary>A longer name is no name: something was put there that does not belong in an answer.</summary>
    public const int LengthMax = 40;

    private const int DigitsMax = 2;

    /// <summary>Names looked at for what is forbidden may be longer.</summary>
    private const int ForbiddenLengthMax = 64;

    /// <summary>
    /// The name, when it is made of what names are made of: letters, '-', '_' and a digit or two. Null for any other,
    /// which may hold what nobody should read, as a person's number or a date: then the place is told by a number.
    /// </summary>
    public static string? Shown(ReadOnlySpan<byte> raw)
    {
        var name = Decode(raw);
        return name.Length is > 0 and <= LengthMax
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')
            && name.Count(char.IsAsciiDigit) <= DigitsMax
                ? name
                : null;
    }

    public static bool IsForbidden(ReadOnlySpan<byte> raw) => ForbiddenNames.Contains(Decode(raw));

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > ForbiddenLengthMax * 6)
            return new string('x', ForbiddenLengthMax + 1);

        Span<byte> utf8 = stackalloc byte[raw.Length];
        JsonText.Unescape(raw, utf8, out var length);
        return Encoding.UTF8.GetString(utf8[..length]);
    }
}
