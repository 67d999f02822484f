using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Events;

/// <summary>
/// Decimals whose value the canonical form can carry, that is, which a double carries too; any other is refused, so
/// that what is read back from the log is what was sent.
/// </summary>
public sealed class CanonicalDecimal : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number
            || !reader.TryGetDecimal(out var value)
            || !reader.TryGetDouble(out var number)
            || ToDouble(value) != number)
            throw new JsonException("Not a number that the canonical form can carry.");

        return value;
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        CanonicalJson.WriteNumber(writer, ToDouble(value));

    /// <summary>The nearest double. A cast is not: it is off by one unit in the last place for some values.</summary>
    internal static double ToDouble(decimal value)
    {
        Span<char> digits = stackalloc char[CanonicalNumber.LengthMax];
        return value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture)
            ? double.Parse(digits[..length], NumberStyles.Float, CultureInfo.InvariantCulture)
            : throw new UnreachableException("A decimal has at most 31 characters.");
    }
}
