using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Supervision.Events;

namespace Supervision.Facts;

/// <summary>The rules of <see cref="FactJson"/>, with members written in the order of RFC 8785: canonical.</summary>
internal static class FactJsonOptions
{
    public static JsonSerializerOptions Canonical { get; } = MakeCanonical();

    private static JsonSerializerOptions MakeCanonical()
    {
        var options = new JsonSerializerOptions(FactJson.Default.Options)
        {
            TypeInfoResolver = FactJson.Default.WithAddedModifier(SortMembers),
            Encoder = CanonicalEncoder.Instance,
        };
        options.MakeReadOnly();
        return options;
    }

    internal static void SortMembers(JsonTypeInfo shape)
    {
        var order = 0;
        foreach (var member in shape.Properties.OrderBy(member => member.Name, StringComparer.Ordinal))
            member.Order = order++;
    }
}
