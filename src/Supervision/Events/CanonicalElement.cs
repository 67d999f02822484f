using System.Text.Json;
using System.Text.Json.Serialization;

namespace Supervision.Events;

/// <summary>Keeps an embedded piece of JSON canonical when it is written.</summary>
public sealed class CanonicalElement : JsonConverter<JsonElement>
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var lenient = JsonDocument.ParseValue(ref reader);
        return JsonElement.Parse(lenient.RootElement.GetRawText(), Strict);
    }

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
        CanonicalJson.Write(writer, value);
}
