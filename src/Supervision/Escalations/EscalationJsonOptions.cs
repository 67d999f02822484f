using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Supervision.Events;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>The rules of <see cref="EscalationJson"/>, with members in the order of RFC 8785: canonical.</summary>
internal static class EscalationJsonOptions
{
    public static JsonSerializerOptions Canonical { get; } = MakeCanonical();

    private static JsonSerializerOptions MakeCanonical()
    {
        var options = new JsonSerializerOptions(EscalationJson.Default.Options)
        {
            TypeInfoResolver = EscalationJson.Default.WithAddedModifier(FactJsonOptions.SortMembers),
            Encoder = CanonicalEncoder.Instance,
        };
        options.MakeReadOnly();
        return options;
    }
}
