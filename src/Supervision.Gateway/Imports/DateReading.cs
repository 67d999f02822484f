using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Supervision.Gateway.Imports;

/// <summary>Reads moments as a mapping says that they are written.</summary>
internal sealed class DateReading
{
    private const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private readonly ImmutableArray<int> _columns;
    private readonly string _firstColumn;
    private readonly Regex? _within;
    private readonly ImmutableArray<string> _formats;

    public DateReading(DateRule rule, Columns columns, string pointer)
    {
        _columns = columns.PlacesOf(rule.Columns, $"{pointer}/columns");
        _firstColumn = rule.Columns[0];
        _within = rule.Within is { } within ? Expressions.Make(within) : null;
        _formats = rule.Formats;
    }

    /// <summary>Whether a date can be read back that was written so.</summary>
    public static bool IsUsable(string format)
    {
        if (IsDayOfYear(format))
            return true;

        var sample = new DateTime(2013, 12, 31, 0, 0, 0, DateTimeKind.Utc);
        try
        {
            var written = sample.ToString(format, CultureInfo.InvariantCulture);
            return DateTime.TryParseExact(written, format, CultureInfo.InvariantCulture, Styles, out var read)
                && read.Date == sample.Date;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>The moment, in UTC; or why there is none.</summary>
    public Reject? Read(Row row, out DateTime moment)
    {
        moment = default;
        var text = Columns.FirstOf(row, _columns);
        if (text.Length == 0)
            return new Reject("value-missing", _firstColumn);

        if (_within is not null)
            text = _within.Match(text).Groups[1].Value;

        return TryRead(text, _formats, out moment) ? null : new Reject("not-a-date", _firstColumn);
    }

    public static bool TryRead(string text, ImmutableArray<string> formats, out DateTime moment)
    {
        foreach (var format in formats)
        {
            if (IsDayOfYear(format)
                ? TryReadDayOfYear(text, format, out moment)
                : DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, Styles, out moment))
                return true;
        }

        moment = default;
        return false;
    }

    private static bool IsDayOfYear(string format) => format is "yyDDD" or "yyyyDDD";

    private static bool TryReadDayOfYear(string text, string format, out DateTime moment)
    {
        moment = default;
        if (text.Length != format.Length
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return false;

        var year = digits / 1_000 + (format.Length == 5 ? 2_000 : 0);
        var day = digits % 1_000;
        if (year is < 1 or > 9_999 || day < 1 || day > (DateTime.IsLeapYear(year) ? 366 : 365))
            return false;

        moment = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day - 1);
        return true;
    }
}

/// <summary>Why nothing of a row is taken: a code, and the column that it is about.</summary>
internal readonly record struct Reject(string Code, string Column);
