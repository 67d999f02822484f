using System.Globalization;

namespace Supervision.Gateway.Assuring;

/// <summary>What a label in a table may be: one line of text.</summary>
internal static class LabelText
{
    /// <summary>What is wrong with it, without its text; null when nothing is.</summary>
    public static string? Wrong(string text, int lengthMax) =>
        text.Any(char.IsControl) ? "Takes one line of text: no line break, tab or other control character."
        : text.Length > lengthMax
            ? string.Create(CultureInfo.InvariantCulture, $"Takes at most {lengthMax} characters.")
        : null;
}
