using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Models;

/// <summary>The closed set of facts about models: the name of each, and its canonical JSON.</summary>
public static class ModelFactTypes
{
    /// <summary>The subject that all of them are under; no id of a referent, because of the star.</summary>
    public const string Subject = "models:*";

    private static readonly JsonSerializerOptions Canonical =
        FactJsonOptions.CanonicalOf(ModelJson.Default.Options, ModelJson.Default);

    private static readonly FactSet<ModelFact> Kinds = new(
    [
        Of<ModelDrafted>("drafted"),
        Of<ModelShadowed>("shadowed"),
        Of<ModelAssured>("assured"),
        Of<ModelApprovalGiven>("approval-given"),
        Of<ModelApproved>("approved"),
        Of<ModelTakenIntoUse>("taken-into-use"),
        Of<ModelStopped>("stopped"),
        Of<ModelGateTripped>("gate-tripped"),
        Of<ModelReplaced>("replaced"),
        Of<ModelReviewDatePassed>("review-date-passed"),
        Of<ModelRetired>("retired"),
        Of<ModelTrialStopped>("trial-stopped"),
        Of<ModelTrialResumed>("trial-resumed"),
    ]);

    /// <summary>The names, in the order of a life.</summary>
    public static ImmutableArray<string> Names { get; } = Kinds.Names;

    public static string NameOf(ModelFact fact) => Kinds.NameOf(fact.GetType());

    /// <summary>The <c>data</c> of an event for a fact, in canonical JSON (RFC 8785).</summary>
    public static byte[] Write(ModelFact fact) => Kinds.Write(fact);

    /// <summary>The fact in the <c>data</c> of an event.</summary>
    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public static ModelFact Read(string type, ReadOnlySpan<byte> data) => Kinds.Read(type, data);

    private static FactKind Of<TFact>(string name)
        where TFact : ModelFact =>
        FactKind.Of<TFact>($"supervision.model.{name}.v1", Canonical);
}

/// <summary>How facts about models are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ModelDrafted))]
[JsonSerializable(typeof(ModelShadowed))]
[JsonSerializable(typeof(ModelAssured))]
[JsonSerializable(typeof(ModelApprovalGiven))]
[JsonSerializable(typeof(ModelApproved))]
[JsonSerializable(typeof(ModelTakenIntoUse))]
[JsonSerializable(typeof(ModelStopped))]
[JsonSerializable(typeof(ModelGateTripped))]
[JsonSerializable(typeof(ModelReplaced))]
[JsonSerializable(typeof(ModelReviewDatePassed))]
[JsonSerializable(typeof(ModelRetired))]
[JsonSerializable(typeof(ModelTrialStopped))]
[JsonSerializable(typeof(ModelTrialResumed))]
internal sealed partial class ModelJson : JsonSerializerContext;
