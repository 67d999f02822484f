using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.OpenApi;

/// <summary>Writes the path, query and header parameters of an operation, with their limits.</summary>
internal static class ParameterWriter
{
    public static IEnumerable<IOpenApiParameter> All(Operation said) =>
        said.Path.Select(Of).Concat(said.Query.Select(Of)).Concat(said.Headers.Select(Of))
            .Concat(said.Access.Reads == DossierReading.None ? [] : [Of(PurposeOf(said.Access))]);

    private static HeaderKey PurposeOf(AccessRule rule) =>
        rule.ImpliedPurpose is { } implied ? Purposes.HeaderWith(implied) : Purposes.Header;

    private static IOpenApiParameter Of(PathKey key) => new OpenApiParameter
    {
        Name = key.Name,
        In = ParameterLocation.Path,
        Required = true,
        Description = key.Meaning,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = key.Pattern },
        Example = JsonValue.Create(key.Example),
    };

    private static IOpenApiParameter Of(QueryKey key) => new OpenApiParameter
    {
        Name = key.Name,
        In = ParameterLocation.Query,
        Description = key.Meaning,
        Schema = SchemaOf(key),
        Example = key.Example.Length == 0 ? null : ValueOf(key, key.Example),
    };

    private static IOpenApiParameter Of(HeaderKey key) => new OpenApiParameter
    {
        Name = key.Name,
        In = ParameterLocation.Header,
        Required = key.Required,
        Description = $"{key.Meaning} {key.Takes}",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Pattern = key.Form.ToString(),
            MaxLength = key.LengthMax,
        },
        Example = JsonValue.Create(key.Example),
    };

    private static OpenApiSchema SchemaOf(QueryKey key)
    {
        var number = key.Format is "int32" or "int64";
        return new OpenApiSchema
        {
            Type = number ? JsonSchemaType.Integer : JsonSchemaType.String,
            Format = key.Format,
            Pattern = key.Pattern,
            Minimum = key.Minimum?.ToString(CultureInfo.InvariantCulture),
            Maximum = key.Maximum?.ToString(CultureInfo.InvariantCulture),
            MaxLength = number || !key.Words.IsEmpty ? null : key.LengthMax,
            Default = key.Default is { } value ? ValueOf(key, value) : null,
            Enum = key.Words.IsEmpty ? null : [.. key.Words.Select(word => (JsonNode)JsonValue.Create(word))],
        };
    }

    private static JsonValue ValueOf(QueryKey key, string text) => key.Format is "int32" or "int64"
        ? JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture))
        : JsonValue.Create(text);
}
