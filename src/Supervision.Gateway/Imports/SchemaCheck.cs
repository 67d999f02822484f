using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Supervision.Gateway.Imports;

/// <summary>
/// Holds a JSON text against a schema as System.Text.Json exports it, and tells everything that does not fit. Knows
/// <c>type</c>, <c>properties</c>, <c>required</c>, <c>additionalProperties</c>, <c>items</c>, <c>enum</c> and the
/// exporter's references into itself; nothing else occurs in a schema of ours.
/// </summary>
internal sealed class SchemaCheck
{
    private const int RefusalsMax = 200;

    private readonly JsonNode _root;
    private readonly ImmutableArray<Refusal>.Builder _refusals = ImmutableArray.CreateBuilder<Refusal>();

    private SchemaCheck(JsonNode root) => _root = root;

    public static ImmutableArray<Refusal> Of(JsonNode schema, JsonElement element)
    {
        var check = new SchemaCheck(schema);
        check.Look(schema, element, "");
        return check._refusals.ToImmutable();
    }

    private void Look(JsonNode schema, JsonElement element, string pointer)
    {
        if (schema is not JsonObject rules)
            return;

        if (rules["$ref"]?.GetValue<string>() is { } reference)
        {
            Look(Follow(reference), element, pointer);
            return;
        }

        if (!IsOfType(rules["type"], element))
            Refuse("wrong-type", $"Must be {Words(rules["type"]!)}.", pointer);
        else if (rules["enum"] is JsonArray words && !words.Any(word => IsSame(word, element)))
            Refuse("not-on-list", "Must be one of " + Words(words) + ".", pointer);
        else if (element.ValueKind == JsonValueKind.Object)
            LookInside(rules, element, pointer);
        else if (element.ValueKind == JsonValueKind.Array && rules["items"] is { } items)
        {
            foreach (var (index, item) in element.EnumerateArray().Index())
                Look(items, item, $"{pointer}/{index}");
        }
    }

    private void LookInside(JsonObject rules, JsonElement element, string pointer)
    {
        var known = rules["properties"] as JsonObject;
        foreach (var member in element.EnumerateObject())
        {
            if (known?[member.Name] is { } rule)
                Look(rule, member.Value, Join(pointer, member.Name));
            else if (rules["additionalProperties"] is JsonObject any)
                Look(any, member.Value, Join(pointer, member.Name));
            else if (known is not null)
                Refuse("unknown-member", "There is no such member.", Join(pointer, member.Name));
        }

        foreach (var name in (rules["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()))
        {
            if (!element.TryGetProperty(name, out _))
                Refuse("member-missing", "Is required.", Join(pointer, name));
        }
    }

    private JsonNode Follow(string reference)
    {
        var node = _root;
        foreach (var step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
            node = node is JsonArray list ? list[int.Parse(step, null)]! : node[step]!;

        return node;
    }

    private void Refuse(string code, string message, string pointer)
    {
        if (_refusals.Count < RefusalsMax)
            _refusals.Add(new Refusal(code, message, pointer));
    }

    private static bool IsSame(JsonNode? word, JsonElement element) => word is null
        ? element.ValueKind == JsonValueKind.Null
        : element.ValueKind == JsonValueKind.String && element.ValueEquals(word.GetValue<string>());

    private static bool IsOfType(JsonNode? types, JsonElement element) => types switch
    {
        null => true,
        JsonArray several => several.Any(type => IsOfType(type, element)),
        _ => types.GetValue<string>() switch
        {
            "object" => element.ValueKind == JsonValueKind.Object,
            "array" => element.ValueKind == JsonValueKind.Array,
            "string" => element.ValueKind == JsonValueKind.String,
            "boolean" => element.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out _),
            "null" => element.ValueKind == JsonValueKind.Null,
            _ => false,
        },
    };

    private static string Words(JsonNode node) => node is JsonArray several
        ? string.Join(", ", several.Select(word => word?.ToString() ?? "null"))
        : node.ToString();

    private static string Join(string pointer, string name) =>
        $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";
}
