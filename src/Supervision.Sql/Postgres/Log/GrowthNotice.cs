using System.Globalization;
using System.Text;

namespace Supervision.Sql.Postgres.Log;

/// <summary>What a commit tells other processes: partitions and their new last offsets, as <c>3:120,7:9</c>.</summary>
internal static class GrowthNotice
{
    public const string Channel = "supervision_log";

    // The server takes less than 8,000 bytes.
    private const int LengthMax = 7_900;

    /// <summary>The text; empty when there is too much to say, and a reader then looks for itself.</summary>
    public static string Write(IEnumerable<(int Partition, long Offset)> grown)
    {
        var text = new StringBuilder();
        foreach (var (partition, offset) in grown)
        {
            if (text.Length > 0)
                text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $"{partition}:{offset}");
        }

        return text.Length <= LengthMax ? text.ToString() : "";
    }

    /// <summary>Tells each partition; false when the text does not say, so that one must look.</summary>
    public static bool TryRead(string text, Action<int, long> tell)
    {
        if (text.Length == 0)
            return false;

        foreach (var part in text.AsSpan().Split(','))
        {
            var pair = text.AsSpan(part);
            var colon = pair.IndexOf(':');
            if (colon < 1
                || !int.TryParse(pair[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
                || !long.TryParse(pair[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
                return false;
            tell(partition, offset);
        }

        return true;
    }
}
