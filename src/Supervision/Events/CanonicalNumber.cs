using System.Globalization;
using System.Text;

namespace Supervision.Events;

/// <summary>
/// Numbers as ECMAScript writes them, which is what RFC 8785 asks: the shortest digits that read back the same.
/// </summary>
internal static class CanonicalNumber
{
    /// <summary>Enough for any number.</summary>
    public const int LengthMax = 32;

    /// <summary>Writes a finite number as UTF-8 and answers the length.</summary>
    public static int Write(double value, Span<byte> destination)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), "JSON has no number for this.");

        return Encoding.UTF8.GetBytes(Text(value), destination);
    }

    public static string Text(double value)
    {
        if (value == 0)
            return "0";

        // "E16" would give all digits; the round-trip form gives the shortest, with the exponent to lay out anew.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = shortest.IndexOf('E');
        var mantissa = exponentAt < 0 ? shortest : shortest[..exponentAt];
        var exponent = exponentAt < 0
            ? 0
            : int.Parse(shortest.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

        var point = mantissa.IndexOf('.');
        var places = point < 0 ? mantissa.Length : point;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leading = digits.Length - digits.TrimStart('0').Length;
        digits = digits.Trim('0');

        // value = 0.digits × 10^decimalPoint, as the algorithm Number::toString of ECMA-262 counts it.
        var decimalPoint = places - leading + exponent;
        return (value < 0 ? "-" : "") + LayOut(digits, decimalPoint);
    }

    private static string LayOut(string digits, int decimalPoint)
    {
        if (decimalPoint > 21 || decimalPoint <= -6)
        {
            var power = decimalPoint - 1;
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            var sign = power < 0 ? "-" : "+";
            return string.Create(
                CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{sign}{Math.Abs(power)}");
        }

        if (decimalPoint <= 0)
            return "0." + new string('0', -decimalPoint) + digits;

        return decimalPoint >= digits.Length
            ? digits.PadRight(decimalPoint, '0')
            : digits[..decimalPoint] + "." + digits[decimalPoint..];
    }
}
