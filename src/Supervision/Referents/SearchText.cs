using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Supervision.Referents;

/// <summary>How names are made comparable for finding: lower case, no accents, single spaces.</summary>
public static class SearchText
{
    public const int WordsMax = 8;
    public const int LengthMax = 200;

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
        foreach (var rune in Decomposed(text).EnumerateRunes())
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
            folded.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        return folded.ToString();
    }

    // A lone surrogate has no normal form; such text is compared as it is.
    private static string Decomposed(string text) =>
        text.All(char.IsAscii) || text.EnumerateRunes().Contains(Rune.ReplacementChar)
            ? text
            : text.Normalize(NormalizationForm.FormD);
}
