using System.Collections.Frozen;

namespace Supervision.Features;

/// <summary>
/// Words that no feature may be named by: origin, what stands in for it, and natural persons. A model that asks for one
/// is told that it is forbidden, not merely unknown.
/// </summary>
public static class ForbiddenNames
{
    /// <summary>In English and Dutch, lower-case, whole words of a name.</summary>
    public static FrozenSet<string> Words { get; } = FrozenSet.ToFrozenSet(
    [
        "afkomst", "age", "birth", "birthplace", "born", "citizenship", "colour", "country", "descent", "director",
        "ethnic", "ethnicity", "etniciteit", "etnisch", "faith", "female", "foreign", "gender", "geboorte",
        "geboorteland", "geboorteplaats", "geslacht", "heritage", "herkomst", "immigrant", "land", "language",
        "leeftijd",
        "male", "migrant", "mother-tongue", "naam", "name", "names", "nationaliteit", "nationaliteiten",
        "nationalities",
        "nationality", "neighbourhood", "origin", "origins", "passport", "person", "postal", "postcode", "race", "ras",
        "region", "religion", "sex", "skin", "surname", "taal", "zip", "zipcode",
    ]);

    /// <summary>Whether one of the words of a name, in whatever case or style, is forbidden.</summary>
    public static bool IsForbidden(string name)
    {
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isBreak = i == name.Length || !char.IsLetter(name[i])
                || (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (!isBreak)
                continue;

            if (i > start && Words.Contains(name[start..i].ToLowerInvariant()))
                return true;

            start = i < name.Length && char.IsLetter(name[i]) ? i : i + 1;
        }

        return false;
    }
}
