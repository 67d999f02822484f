using System.Text.Json.Serialization;

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
internal sealed partial class EscalationJson : JsonSerializerContext;
