using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Escalations.Terms;

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
[JsonSerializable(typeof(EscalationAssigned))]
[JsonSerializable(typeof(EscalationJudged))]
[JsonSerializable(typeof(EscalationSnoozed))]
[JsonSerializable(typeof(EscalationReadingDrawn))]
[JsonSerializable(typeof(EscalationReadingTaken))]
[JsonSerializable(typeof(EscalationJudgedAgain))]
[JsonSerializable(typeof(EscalationDifferenceSettled))]
[JsonSerializable(typeof(EscalationFindingRecorded))]
[JsonSerializable(typeof(EscalationInformationAsked))]
[JsonSerializable(typeof(EscalationInformationGot))]
[JsonSerializable(typeof(EscalationReturned))]
[JsonSerializable(typeof(EscalationIntentAnnounced))]
[JsonSerializable(typeof(EscalationReplyReceived))]
[JsonSerializable(typeof(EscalationIntentWithdrawn))]
[JsonSerializable(typeof(EscalationDecisionProposed))]
[JsonSerializable(typeof(EscalationDecisionRejected))]
[JsonSerializable(typeof(EscalationDecided))]
[JsonSerializable(typeof(EscalationObjectionFiled))]
[JsonSerializable(typeof(EscalationObjectionDecided))]
[JsonSerializable(typeof(EscalationClockNear))]
[JsonSerializable(typeof(EscalationClockBreached))]
[JsonSerializable(typeof(EscalationClockLapsed))]
[JsonSerializable(typeof(EscalationClockExtended))]
[JsonSerializable(typeof(EscalationFileAdded))]
[JsonSerializable(typeof(EscalationFileSealed))]
[JsonSerializable(typeof(EscalationTrigger))]
[JsonSerializable(typeof(ImmutableArray<CaseClock>))]
[JsonSerializable(typeof(Escalation))]
internal sealed partial class EscalationJson : JsonSerializerContext;
