using System.Globalization;
using System.Text;

namespace Supervision.Escalations.EvidenceFiles;

/// <summary>
/// Names of files as people may give them. They are shown and written into headers, and never lead anywhere; what is
/// not safe to show on any system is refused, not repaired, so that the name on record is the one that was given.
/// </summary>
public static class FileNames
{
    public const int LengthMax = 120;

    public const string Takes =
        "Takes a name of 1 to 120 characters without / \\ < > : \" | ? * %, control characters or characters that " +
        "change the direction of writing, which begins and ends with neither a dot nor a space and is no name of a " +
        "device, as con and com1 are.";

    private const string Unsafe = "/\\<>:\"|?*%";

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    public static bool IsSafe(string name) =>
        name.Length is > 0 and <= LengthMax
        && name[0] is not ('.' or ' ')
        && name[^1] is not ('.' or ' ')
        && !IsOfDevice(name.Split('.')[0].TrimEnd(' ').ToUpperInvariant())
        && name.EnumerateRunes().All(IsSafe);

    /// <summary>What Windows takes for a device, with any ending: <c>con.pdf</c> cannot be opened there.</summary>
    private static bool IsOfDevice(string stem) => Devices.Contains(stem)
        || (stem.Length == 4 && stem[..3] is "COM" or "LPT"
            && stem[3] is (>= '0' and <= '9') or '\u00B9' or '\u00B2' or '\u00B3');

    private static bool IsSafe(Rune rune) =>
        rune != Rune.ReplacementChar
        && !(rune.IsAscii && Unsafe.Contains((char)rune.Value))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && (rune.Value == ' ' || Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpaceSeparator);
}
