using System.Globalization;
using System.Text;

namespace Supervision.Retention;

/// <summary>Offsets as a short text: single ones and ranges, ascending, as in <c>3,7-12</c>.</summary>
public static class OffsetRanges
{
    /// <summary>Offsets that one text may name.</summary>
    public const int CountMax = 10_000;

    public static string Write(IEnumerable<long> offsets)
    {
        var text = new StringBuilder();
        long? first = null, last = null;
        foreach (var offset in offsets.Distinct().Order())
        {
            if (offset == last + 1)
            {
                last = offset;
                continue;
            }

            Append(text, first, last);
            (first, last) = (offset, offset);
        }

        Append(text, first, last);
        return text.ToString();
    }

    /// <exception cref="FormatException">Not such a text, or of more offsets than one may name.</exception>
    public static IReadOnlyList<long> Read(string text)
    {
        var offsets = new List<long>();
        foreach (var part in text.Split(','))
        {
            var dash = part.IndexOf('-');
            var first = Number(dash < 0 ? part : part[..dash]);
            var last = dash < 0 ? first : Number(part[(dash + 1)..]);
            if (last < first || last - first >= CountMax - offsets.Count)
                throw new FormatException("Not offsets, or too many.");
            for (var offset = first; offset <= last; offset++)
                offsets.Add(offset);
        }

        return offsets;
    }

    private static void Append(StringBuilder text, long? first, long? last)
    {
        if (first is null)
            return;
        text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "," : "")}{first}");
        if (last > first)
            text.Append(CultureInfo.InvariantCulture, $"-{last}");
    }

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException("Not an offset.");
}
