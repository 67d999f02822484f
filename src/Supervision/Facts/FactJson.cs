using System.Text.Json.Serialization;
using Supervision.Events;

namespace Supervision.Facts;

/// <summary>
/// How facts are read: source-generated, exact, nothing unknown let through. See <see cref="FactJsonOptions"/> for how
/// they are written.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    MaxDepth = DepthMax,
    Converters = [typeof(CanonicalDecimal), typeof(CanonicalElement)])]
[JsonSerializable(typeof(ReferentRegistered))]
[JsonSerializable(typeof(ReferentRegistryChanged))]
[JsonSerializable(typeof(RecognitionGranted))]
[JsonSerializable(typeof(RecognitionSuspended))]
[JsonSerializable(typeof(RecognitionResumed))]
[JsonSerializable(typeof(RecognitionWithdrawn))]
[JsonSerializable(typeof(ApplicationSubmitted))]
[JsonSerializable(typeof(ApplicationDecided))]
[JsonSerializable(typeof(StayStarted))]
[JsonSerializable(typeof(StayEnded))]
[JsonSerializable(typeof(DutyNotified))]
[JsonSerializable(typeof(PayrollObserved))]
[JsonSerializable(typeof(InformationRequested))]
[JsonSerializable(typeof(InformationReceived))]
[JsonSerializable(typeof(FinanceObserved))]
[JsonSerializable(typeof(SignalReceived))]
[JsonSerializable(typeof(CheckPlanned))]
[JsonSerializable(typeof(CheckCompleted))]
[JsonSerializable(typeof(MeasureImposed))]
[JsonSerializable(typeof(MeasureLapsed))]
[JsonSerializable(typeof(ObjectionFiled))]
[JsonSerializable(typeof(ObjectionDecided))]
[JsonSerializable(typeof(FactCorrected))]
[JsonSerializable(typeof(FactRetracted))]
[JsonSerializable(typeof(EscalationConcluded))]
[JsonSerializable(typeof(PayloadsErased))]
[JsonSerializable(typeof(DossierHeld))]
[JsonSerializable(typeof(DossierReleased))]
internal sealed partial class FactJson : JsonSerializerContext
{
    /// <summary>How deep an event may nest, the event itself included.</summary>
    public const int DepthMax = 16;
}
