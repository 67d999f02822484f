using System.Globalization;

namespace Supervision.Escalations.Casework;

/// <summary>The keys that people choose for what is in a case; they become part of ids in the history.</summary>
public static class CaseKeys
{
    /// <summary>Lower-case letters, digits and hyphens, at most so many as fit.</summary>
    public static bool IsKey(string text) =>
        text.Length is > 0 and <= CaseCommand.KeyLengthMax
        && text.All(letter => letter is >= 'a' and <= 'z' or >= '0' and <= '9' or '-');

    internal static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
}
