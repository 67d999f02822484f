using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Supervision.Facts;

namespace Supervision.Events;

/// <summary>
/// The JSON Schema (2020-12) of each type of event: what the framework's exporter says of the record, with the
/// constraints of the same annotations that the reader checks by, and the CloudEvent around it.
/// </summary>
public static class EventSchemas
{
    private static readonly JsonSchemaExporterOptions Options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Constrain,
    };

    /// <summary>Where the schema of a type is served, and what <c>dataschema</c> may say.</summary>
    public static string UriOf(FactType type) => "/v1/event-types/" + type.Name;

    /// <summary>The schema of a whole event of this type.</summary>
    public static JsonObject Of(FactType type) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = UriOf(type),
        ["title"] = type.Name,
        ["description"] = type.Meaning,
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["specversion"] = new JsonObject { ["const"] = "1.0" },
            ["type"] = new JsonObject { ["const"] = type.Name },
            ["source"] = KeyText("Who sends it; with id, what makes an event one and the same.", "uri-reference"),
            ["id"] = KeyText("Unique within the source.", null),
            ["subject"] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = "The referent that it is about.",
                ["pattern"] = "^[a-z0-9]{1,16}:[a-z0-9._-]{1,80}$",
            },
            ["time"] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = "When it happened, with an offset.",
                ["format"] = "date-time",
            },
            ["datacontenttype"] = new JsonObject { ["enum"] = new JsonArray("application/json", null) },
            ["dataschema"] = new JsonObject { ["enum"] = new JsonArray(UriOf(type), null) },
            ["data"] = DataOf(type),
        },
        ["required"] = new JsonArray("specversion", "type", "source", "id", "subject", "time", "data"),
        ["additionalProperties"] = false,
    };

    /// <summary>The schema of the <c>data</c> alone.</summary>
    public static JsonObject DataOf(FactType type) => type.Json.GetJsonSchemaAsNode(Options).AsObject();

    private static JsonObject KeyText(string description, string? format)
    {
        var schema = new JsonObject
        {
            ["type"] = "string",
            ["description"] = description,
            ["minLength"] = 1,
            ["maxLength"] = EventLimits.KeyLengthMax,
        };
        if (format is not null)
            schema["format"] = format;

        return schema;
    }

    // Only whole objects are touched, the data and the items of its lists: for a member whose type brings its own
    // converter the exporter does not always say which member it is about.
    private static JsonNode Constrain(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (schema is not JsonObject whole || whole["properties"] is not JsonObject members)
            return schema;

        whole["type"] = "object";
        whole["additionalProperties"] = false;
        foreach (var property in context.TypeInfo.Properties.Where(property => members.ContainsKey(property.Name)))
            members[property.Name] = Constrained(FactShapes.Of(property), members[property.Name]!);

        return whole;
    }

    private static JsonObject Constrained(MemberShape member, JsonNode exported)
    {
        var schema = member.Kind == MemberKind.List ? ListOf(member, exported) : SchemaOf(member);
        if (!member.IsRequired)
            AllowNull(schema);

        return schema;
    }

    private static JsonObject ListOf(MemberShape member, JsonNode exported) => new()
    {
        ["type"] = "array",
        ["items"] = exported["items"]!.DeepClone(),
        ["maxItems"] = member.LengthMax,
    };

    private static JsonObject SchemaOf(MemberShape member) => member.Kind switch
    {
        MemberKind.Text => TextOf(member),
        MemberKind.WholeNumber => new JsonObject
        {
            ["type"] = "integer",
            ["minimum"] = member.WholeMin,
            ["maximum"] = member.WholeMax,
        },
        MemberKind.Fraction => new JsonObject
        {
            ["type"] = "number",
            ["minimum"] = member.FractionMin,
            ["maximum"] = member.FractionMax,
        },
        MemberKind.Truth => new JsonObject { ["type"] = "boolean" },
        MemberKind.Day => new JsonObject
        {
            ["type"] = "string",
            ["format"] = "date",
            ["description"] = $"From {member.DayMin:yyyy-MM-dd} to {member.DayMax:yyyy-MM-dd}.",
        },
        MemberKind.Month => new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9]{4}-(0[1-9]|1[0-2])$" },
        MemberKind.Word => new JsonObject
        {
            ["enum"] = new JsonArray([.. member.Words.Select(word => (JsonNode)word)]),
        },
        MemberKind.FactData => new JsonObject
        {
            ["description"] = "What the data of the original should have been, whole, by the original's type.",
            ["anyOf"] = new JsonArray([.. Correctable().Select(DataOf)]),
        },
        _ => throw new NotSupportedException($"No schema for a member of kind {member.Kind}."),
    };

    private static JsonObject TextOf(MemberShape member)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (member.Pattern is not null)
            schema["pattern"] = member.Pattern.ToString();
        else
            (schema["minLength"], schema["maxLength"]) = (member.LengthMin, member.LengthMax);

        return schema;
    }

    private static IEnumerable<FactType> Correctable() => FactTypes.All.Where(FactShapes.IsCorrectable);

    private static void AllowNull(JsonObject schema)
    {
        if (schema["enum"] is JsonArray words)
            words.Add(null);
        else if (schema["type"] is JsonValue type)
            schema["type"] = new JsonArray(type.DeepClone(), "null");
    }
}
