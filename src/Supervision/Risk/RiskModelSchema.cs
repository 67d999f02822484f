using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;

namespace Supervision.Risk;

/// <summary>The JSON Schema of a model document, exported from the records that it is read into.</summary>
public static class RiskModelSchema
{
    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) =>
        {
            var description = context.PropertyInfo?.AttributeProvider?
                .GetCustomAttributes(typeof(System.ComponentModel.DescriptionAttribute), inherit: false)
                .OfType<System.ComponentModel.DescriptionAttribute>().FirstOrDefault();
            if (description is not null && schema is JsonObject described)
                described.Insert(0, "description", description.Description);

            return schema;
        },
    };

    /// <summary>The schema, JSON Schema 2020-12.</summary>
    public static JsonNode Schema { get; } = Export();

    private static JsonNode Export()
    {
        var schema = RiskModelJson.Default.RiskModelDocument.GetJsonSchemaAsNode(Exporting);
        schema.AsObject().Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        return schema;
    }
}

/// <summary>How a model document meets JSON; reading with all errors at once is done by hand.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RiskModelDocument))]
internal sealed partial class RiskModelJson : JsonSerializerContext;
