using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Supervision.Features;

namespace Supervision.Risk;

/// <summary>The JSON Schema of a model document, exported from the records that it is read into.</summary>
public static class RiskModelSchema
{
    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) =>
        {
            var description = Of<DescriptionAttribute>(context).FirstOrDefault();
            if (schema is not JsonObject described)
                return schema;

            if (description is not null)
                described.Insert(0, "description", description.Description);
            foreach (var limit in Of<ValidationAttribute>(context))
                Constrain(described, limit);
            return described;
        },
    };

    /// <summary>The schema, JSON Schema 2020-12.</summary>
    public static JsonNode Schema { get; } = Export();

    private static JsonNode Export()
    {
        var schema = RiskModelJson.Default.RiskModelDocument.GetJsonSchemaAsNode(Exporting);
        schema.AsObject().Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema["properties"]!["indicators"]!["items"]!["properties"]!["feature"]!["enum"] =
            new JsonArray([.. FeatureCatalogue.All.Select(feature => JsonValue.Create(feature.Name))]);
        return schema;
    }

    private static IEnumerable<TAttribute> Of<TAttribute>(JsonSchemaExporterContext context)
        where TAttribute : Attribute =>
        context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(TAttribute), inherit: false)
            .OfType<TAttribute>() ?? [];

    /// <summary>The limits that the check holds a document to, from the same constants.</summary>
    private static void Constrain(JsonObject schema, ValidationAttribute limit)
    {
        switch (limit)
        {
            case RangeAttribute range:
                schema["minimum"] = Convert.ToInt64(range.Minimum, CultureInfo.InvariantCulture);
                schema["maximum"] = Convert.ToInt64(range.Maximum, CultureInfo.InvariantCulture);
                break;
            case StringLengthAttribute length:
                schema["minLength"] = length.MinimumLength;
                schema["maxLength"] = length.MaximumLength;
                break;
            case LengthAttribute count:
                schema["minItems"] = count.MinimumLength;
                schema["maxItems"] = count.MaximumLength;
                break;
            case RegularExpressionAttribute pattern:
                schema["pattern"] = pattern.Pattern;
                break;
            case AllowedValuesAttribute allowed:
                schema["enum"] = new JsonArray([.. allowed.Values.Select(value => value is int number
                    ? JsonValue.Create(number)
                    : JsonValue.Create((string)value!))]);
                break;
            default:
                throw new NotSupportedException($"The schema does not say what {limit.GetType().Name} asks.");
        }
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
