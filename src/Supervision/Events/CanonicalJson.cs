using System.Text.Json;

namespace Supervision.Events;

/// <summary>JSON as RFC 8785 has it: members sorted, no white space, one way to write a number or a text.</summary>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = CanonicalEncoder.Instance,
        SkipValidation = true,
    };

    /// <summary>The canonical form of one JSON text.</summary>
    /// <exception cref="JsonException">Not one JSON text, a member given twice, or a number too large.</exception>
    public static byte[] Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return Of(document.RootElement);
    }

    public static byte[] Of(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, element);

        return buffer.ToArray();
    }

    /// <summary>Writes an element; the writer must have been made with the canonical encoder.</summary>
    internal static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(writer, item);

                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, element.GetDouble());
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(element.GetString());
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    internal static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (!double.IsFinite(value))
            throw new JsonException("A number is beyond what the canonical form can carry.");

        Span<byte> digits = stackalloc byte[CanonicalNumber.LengthMax];
        writer.WriteRawValue(digits[..CanonicalNumber.Write(value, digits)], skipInputValidation: true);
    }
}
