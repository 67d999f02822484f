using System.Globalization;
using System.Text;

namespace Supervision.Events;

/// <summary>Names of members as a sender wrote them, made safe to show.</summary>
internal static class MemberNames
{
    /// <summary>A longer name is no name: something was put there that does not belong in an answer.</summary>
    public const int LengthMax = 64;

    /// <summary>
    /// Appends a name as a step of a JSON pointer, without control and format characters; <c>(unnamed)</c> for one that
    /// is too long to be a name.
    /// </summary>
    public static void AppendSafely(StringBuilder pointer, ReadOnlySpan<byte> raw)
    {
        var name = Decode(raw);
        if (name.Length > LengthMax)
        {
            pointer.Append("(unnamed)");
            return;
        }

        foreach (var rune in name.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '~':
                    pointer.Append("~0");
                    break;
                case '/':
                    pointer.Append("~1");
                    break;
                default:
                    if (IsVisible(rune))
                        pointer.Append(rune.ToString());
                    break;
            }
        }
    }

    public static bool IsForbidden(ReadOnlySpan<byte> raw) => ForbiddenNames.Contains(Decode(raw));

    private static string Decode(ReadOnlySpan<byte> raw)
    {
        if (raw.Length > LengthMax * 6)
            return new string('x', LengthMax + 1);

        Span<byte> utf8 = stackalloc byte[raw.Length];
        JsonText.Unescape(raw, utf8, out var length);
        return Encoding.UTF8.GetString(utf8[..length]);
    }

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
