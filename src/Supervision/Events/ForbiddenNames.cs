using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Supervision.Events;

/// <summary>
/// Names of members that would carry a person's origin or identity. They have no place in any event, and are refused
/// by a code of their own, so that a sender sees why. A name that an event type declares is never looked up here.
/// </summary>
public static class ForbiddenNames
{
    // Found anywhere in a name, whatever stands before or after it.
    private static readonly ImmutableArray<string> Roots =
    [
        "nationalit", "ethni", "etnic", "birthplace", "placeofbirth", "birthcountry", "countryofbirth", "birthcity",
        "geboorte", "countryoforigin", "origincountry", "herkomst", "afkomst", "religi", "godsdienst", "citizenship",
        "staatsburgerschap", "migrationbackground", "migratieachtergrond", "skincolo", "huidskleur", "firstname",
        "lastname", "surname", "givenname", "familyname", "middlename", "maidenname", "fullname", "voornaam",
        "voornamen", "achternaam", "achternamen", "tussenvoegsel", "burgerservicenummer", "citizenservicenumber",
        "vreemdelingennummer", "passport", "paspoort", "dateofbirth", "birthdate", "mothertongue", "moedertaal",
    ];

    private static readonly FrozenSet<string> Whole = new[]
    {
        "origin", "race", "ras", "descent", "ancestry", "geloof", "faith", "tribe", "stam", "caste", "kaste", "name",
        "naam", "personname", "persoonsnaam", "migrantname", "employeename", "workername", "studentname",
        "applicantname", "contactname", "initials", "voorletters", "bsn", "vnumber", "vnummer", "ssn", "dob", "bornin",
        "birthday", "birth", "gender", "sex", "geslacht", "nation", "volk", "land", "country", "landcode",
        "countrycode", "secondnationality",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a name is forbidden, however it is spelled with capitals, dashes, dots or spaces.</summary>
    public static bool Contains(ReadOnlySpan<char> name)
    {
        if (name.Length > EventLimits.KeyLengthMax)
            return false;

        Span<char> letters = stackalloc char[name.Length];
        var length = 0;
        foreach (var character in name)
        {
            if (char.IsLetter(character))
                letters[length++] = char.ToLowerInvariant(character);
        }

        var word = letters[..length];
        if (Whole.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word))
            return true;

        foreach (var root in Roots)
        {
            if (word.IndexOf(root, StringComparison.Ordinal) >= 0)
                return true;
        }

        return false;
    }
}
