using System.ComponentModel;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Supervision.Events;

namespace Supervision.Gateway.Imports;

/// <summary>A mapping document that can be carried out, and the hash of what it says.</summary>
/// <param name="Hash">SHA-256 of its canonical form, in hexadecimal: white space and order do not count.</param>
public sealed record MappingDocument(Mapping Mapping, string Hash)
{
    /// <summary>The longest document that is read, in bytes.</summary>
    public const int LengthMax = 1 << 20;

    private static readonly Lazy<JsonObject> LazySchema = new(ExportSchema);

    /// <summary>The JSON Schema of mapping documents.</summary>
    public static JsonNode Schema => LazySchema.Value.DeepClone();

    /// <exception cref="ImportRefusedException">It cannot be carried out; holds everything that is wrong.</exception>
    public static MappingDocument Read(ReadOnlyMemory<byte> json)
    {
        if (json.Length > LengthMax)
            throw Refused(new Refusal("mapping-too-long", $"A mapping has at most {LengthMax} bytes.", ""));

        try
        {
            using var document = JsonDocument.Parse(
                json, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            var shape = SchemaCheck.Of(LazySchema.Value, document.RootElement);
            if (shape.Length > 0)
                throw new ImportRefusedException(shape);

            var mapping = document.RootElement.Deserialize(MappingJson.Mapping)
                ?? throw Refused(new Refusal("mapping-malformed", "Must be an object.", ""));
            var wrong = new MappingCheck().Of(mapping);
            if (wrong.Length > 0)
                throw new ImportRefusedException(wrong);

            var hash = Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Of(document.RootElement)));
            return new MappingDocument(mapping, hash);
        }
        catch (JsonException malformed)
        {
            throw Refused(new Refusal(
                "mapping-malformed",
                $"Is not JSON from line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine} on.",
                ""));
        }
    }

    private static ImportRefusedException Refused(Refusal refusal) => new([refusal]);

    private static JsonObject ExportSchema()
    {
        var schema = MappingJson.Mapping.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = Describe,
        }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        var attributes = context.PropertyInfo?.AttributeProvider ?? context.TypeInfo.Type;
        var meaning = attributes.GetCustomAttributes(typeof(DescriptionAttribute), false)
            .OfType<DescriptionAttribute>().FirstOrDefault()?.Description;
        if (meaning is not null && node is JsonObject described)
            described.Insert(0, "description", meaning);

        return node;
    }
}
