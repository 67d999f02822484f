using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Supervision.Events;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>How facts about escalations, and what a grain keeps of them, are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(EscalationOpened))]
[JsonSerializable(typeof(EscalationTaken))]
[JsonSerializable(typeof(EscalationReleased))]
[JsonSerializable(typeof(EscalationNoted))]
[JsonSerializable(typeof(EscalationClosed))]
[JsonSerializable(typeof(EscalationDeadlineNear))]
[JsonSerializable(typeof(EscalationOverdue))]
[JsonSerializable(typeof(EscalationTrigger))]
[JsonSerializable(typeof(Escalation))]
internal sealed partial class EscalationJson : JsonSerializerContext
{
    /// <summary>The same rules, with members in the order of RFC 8785.</summary>
    public static JsonSerializerOptions Canonical { get; } = MakeCanonical();

    private static JsonSerializerOptions MakeCanonical()
    {
        var options = new JsonSerializerOptions(Default.Options)
        {
            TypeInfoResolver = Default.WithAddedModifier(FactJsonOptions.SortMembers),
            Encoder = CanonicalEncoder.Instance,
        };
        options.MakeReadOnly();
        return options;
    }
}
