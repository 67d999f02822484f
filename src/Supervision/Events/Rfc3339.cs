using System.Globalization;

namespace Supervision.Events;

/// <summary>
/// Moments as RFC 3339 writes them, with an offset. Kept in UTC and to the microsecond, which every store can hold.
/// </summary>
public static class Rfc3339
{
    /// <summary>The length of the longest text that <see cref="Write"/> gives.</summary>
    public const int LengthMax = 27;

    private const int FractionDigitsKept = 6;

    /// <summary>
    /// Reads a moment. Answers false when the text is not of the form; a moment that the calendar of the framework
    /// cannot hold is given as its last or first moment, which no limit lets through.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length < 20 || (text[10] | 0x20) != 't' || text[13] != ':' || text[16] != ':'
            || !TryReadDay(text[..10], out var day)
            || !TryDigits(text[11..13], out var hour) || hour > 23
            || !TryDigits(text[14..16], out var minute) || minute > 59
            || !TryDigits(text[17..19], out var second) || second > 59)
            return false;

        var rest = text[19..];
        if (!TryFraction(ref rest, out var microseconds) || !TryOffset(rest, out var offsetMinutes))
            return false;

        var ticks = day.ToDateTime(TimeOnly.MinValue).Ticks
            + (((hour * 60L) + minute - offsetMinutes) * TimeSpan.TicksPerMinute)
            + (second * TimeSpan.TicksPerSecond)
            + (microseconds * TimeSpan.TicksPerMicrosecond);
        time = new DateTimeOffset(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), TimeSpan.Zero);
        return true;
    }

    /// <summary>A moment as it is kept: in UTC, without what is below a microsecond.</summary>
    public static DateTimeOffset Kept(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>Reads <c>yyyy-MM-dd</c>.</summary>
    public static bool TryReadDay(ReadOnlySpan<byte> text, out DateOnly day)
    {
        day = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryDigits(text[..4], out var year) || year < 1
            || !TryDigits(text[5..7], out var month) || month is < 1 or > 12
            || !TryDigits(text[8..], out var date) || date < 1 || date > DateTime.DaysInMonth(year, month))
            return false;

        day = new DateOnly(year, month, date);
        return true;
    }

    /// <summary>A moment in UTC with as many digits of the second as it has, also below a microsecond.</summary>
    public static string TextOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a moment in UTC with as many digits of the second as it has; answers the length.</summary>
    public static int Write(DateTimeOffset time, Span<byte> destination)
    {
        var utc = time.UtcDateTime;
        Digits(utc.Year, destination[..4]);
        destination[4] = (byte)'-';
        Digits(utc.Month, destination[5..7]);
        destination[7] = (byte)'-';
        Digits(utc.Day, destination[8..10]);
        destination[10] = (byte)'T';
        Digits(utc.Hour, destination[11..13]);
        destination[13] = (byte)':';
        Digits(utc.Minute, destination[14..16]);
        destination[16] = (byte)':';
        Digits(utc.Second, destination[17..19]);

        var length = 19;
        var microseconds = (int)(utc.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);
        if (microseconds > 0)
        {
            destination[length] = (byte)'.';
            Digits(microseconds, destination.Slice(length + 1, FractionDigitsKept));
            length += 1 + FractionDigitsKept;
            while (destination[length - 1] == '0')
                length--;
        }

        destination[length] = (byte)'Z';
        return length + 1;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out int microseconds)
    {
        microseconds = 0;
        if (rest.IsEmpty || rest[0] != '.')
            return true;

        var digits = rest[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 1)
            return false;

        for (var place = 0; place < FractionDigitsKept; place++)
            microseconds = (microseconds * 10) + (place < digits ? rest[1 + place] - '0' : 0);

        rest = rest[(1 + digits)..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest.Length == 1)
            return (rest[0] | 0x20) == 'z';

        if (rest.Length != 6 || rest[3] != ':' || rest[0] is not ((byte)'+' or (byte)'-')
            || !TryDigits(rest[1..3], out var hour) || hour > 23
            || !TryDigits(rest[4..], out var minute) || minute > 59)
            return false;

        minutes = ((hour * 60) + minute) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;

            value = (value * 10) + (digit - '0');
        }

        return true;
    }

    private static void Digits(int value, Span<byte> destination)
    {
        for (var place = destination.Length - 1; place >= 0; place--)
        {
            destination[place] = (byte)('0' + (value % 10));
            value /= 10;
        }
    }
}
