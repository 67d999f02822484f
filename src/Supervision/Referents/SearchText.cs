using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Supervision.Referents;

/// <summary>How names are made comparable for finding: lower case, no accents, single spaces.</summary>
public static class SearchText
{
    public const int WordsMax = 8;
    public const int LengthMax = 200;

    private const char FirstAccented = '\u00c0';

    // The letters from U+00C0 to U+017F in lower case and without their marks. The runtime has no decomposition of
    // letters without the tables of a culture, and the same text must be found the same on every machine.
    private const string Plain =
        "aaaaaaæceeeeiiiiðnooooo×ouuuuyþßaaaaaaæceeeeiiiiðnooooo÷ouuuuyþy"
        + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiĳĳjjkkĸllllllŀ"
        + "ŀllnnnnnnŉŋŋooooooœœrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzſ";

    /// <summary>The words that must all occur, folded; no more than <see cref="WordsMax"/> of them count.</summary>
    public static ImmutableArray<string> Words(string? search) =>
        [.. Fold(search is { Length: > LengthMax } ? search[..LengthMax] : search)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(WordsMax)];

    /// <summary>What a referent is found by: its display name and its id, folded.</summary>
    public static string Of(ReferentId referent, string? displayName) =>
        displayName is null ? referent.ToString() : $"{Fold(displayName)} {referent}";

    public static string Fold(string? text)
    {
        if (text is null)
            return "";

        var folded = new StringBuilder(text.Length);
        var pending = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark)
                continue;
            if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            {
                pending = folded.Length > 0;
                continue;
            }

            if (pending)
                folded.Append(' ');
            pending = false;
            Append(folded, rune);
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (rune.Value is >= FirstAccented and < FirstAccented + 192)
            folded.Append(Plain[rune.Value - FirstAccented]);
        else
            folded.Append(Rune.ToLowerInvariant(rune).ToString());
    }
}
