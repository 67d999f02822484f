using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Supervision.Events;

namespace Supervision.Facts;

/// <summary>The rules of <see cref="FactJson"/>, with members written in the order of RFC 8785: canonical.</summary>
internal static class FactJsonOptions
{
    public static JsonSerializerOptions Canonical { get; } = CanonicalOf(FactJson.Default.Options, FactJson.Default);

    /// <summary>The same for the rules of others.</summary>
    public static JsonSerializerOptions CanonicalOf(JsonSerializerOptions rules, IJsonTypeInfoResolver shapes)
    {
        var options = new JsonSerializerOptions(rules)
        {
            TypeInfoResolver = shapes.WithAddedModifier(SortMembers),
            Encoder = CanonicalEncoder.Instance,
        };
        options.MakeReadOnly();
        return options;
    }

    private static void SortMembers(JsonTypeInfo shape)
    {
        var order = 0;
        foreach (var member in shape.Properties.OrderBy(member => member.Name, StringComparer.Ordinal))
            member.Order = order++;
    }
}
