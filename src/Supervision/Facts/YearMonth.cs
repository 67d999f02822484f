using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>A calendar month, <c>2026-03</c>; from 0001-01 to 9999-12.</summary>
[JsonConverter(typeof(YearMonthJsonConverter))]
public readonly record struct YearMonth
{
    public YearMonth(int year, int month)
    {
        FirstDay = new DateOnly(year, month, 1);
    }

    public DateOnly FirstDay { get; }

    public static bool TryParse(string? text, out YearMonth month)
    {
        month = default;
        if (text is not { Length: 7 }
            || !DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var day))
            return false;

        month = new YearMonth(day.Year, day.Month);
        return true;
    }

    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <summary>Writes and reads a month as <c>yyyy-MM</c>.</summary>
public sealed class YearMonthJsonConverter : JsonConverter<YearMonth>
{
    public override YearMonth Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && YearMonth.TryParse(reader.GetString(), out var month)
            ? month
            : throw new JsonException("A month is written yyyy-MM.");

    public override void Write(Utf8JsonWriter writer, YearMonth value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
