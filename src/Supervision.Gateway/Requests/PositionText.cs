using System.Buffers.Text;
using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Gateway.Requests;

/// <summary>
/// The token that says up to where an answer reflects the log. That of one event is <c>partition-offset</c>; that of a
/// list, which is about all partitions, is <c>all-</c> and their offsets in order, each in groups of seven bits, the
/// lowest first. Clients take both as opaque.
/// </summary>
internal static class PositionText
{
    /// <summary>Enough for the most partitions that a log may have, each at its last offset.</summary>
    public const int LengthMax = 8_000;

    public const string Pattern = "^([0-9]+-[0-9]+|all-[A-Za-z0-9_-]+)$";

    private const string Prefix = "all-";
    private const int Seven = 7;
    private const byte More = 0x80;

    /// <summary>The token of a list.</summary>
    /// <param name="ends">One of every partition.</param>
    public static string Of(ImmutableArray<LogPosition> ends)
    {
        var bytes = new List<byte>();
        foreach (var end in ends.OrderBy(end => end.Partition))
        {
            var rest = (ulong)end.Offset;
            for (; rest >= More; rest >>= Seven)
                bytes.Add((byte)(rest % More | More));
            bytes.Add((byte)rest);
        }

        return Prefix + Base64Url.EncodeToString(bytes.ToArray());
    }

    /// <summary>The position in one partition that a token of either form asks for.</summary>
    public static bool TryRead(string text, int partition, int partitionCount, out LogPosition position)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return LogPosition.TryParse(text, null, out position);

        position = default;
        if (!Base64Url.IsValid(text.AsSpan(Prefix.Length))
            || Offsets(Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length))) is not { } offsets
            || offsets.Count != partitionCount)
            return false;

        position = new LogPosition(partition, offsets[partition]);
        return true;
    }

    private static List<long>? Offsets(ReadOnlySpan<byte> bytes)
    {
        var offsets = new List<long>();
        var (value, shift) = (0UL, 0);
        foreach (var one in bytes)
        {
            if (shift > 56)
                return null;

            value |= (ulong)(one % More) << shift;
            shift += Seven;
            if (one >= More)
                continue;

            offsets.Add((long)value);
            (value, shift) = (0, 0);
        }

        return shift == 0 ? offsets : null;
    }
}
