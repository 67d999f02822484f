using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Supervision.Log;

/// <summary>
/// A place on the log: a partition, and the offset in it, counted from 1 without gaps. Offsets of one partition are in
/// the order of commit; offsets of two partitions say nothing about each other. Offset 0 is before the first event.
/// </summary>
[GenerateSerializer, Immutable, Alias("log-position")]
public readonly record struct LogPosition([property: Id(0)] int Partition, [property: Id(1)] long Offset)
    : IParsable<LogPosition>
{
    /// <summary>The token that clients see and pass back: <c>partition-offset</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Partition}-{Offset}");

    public static LogPosition Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var position) ? position : throw new FormatException("Not a position token.");

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out LogPosition result)
    {
        result = default;
        var dash = s?.IndexOf('-') ?? -1;
        if (dash < 1
            || !int.TryParse(s.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var partition)
            || !long.TryParse(s.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return false;

        result = new LogPosition(partition, offset);
        return true;
    }
}
