using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Gateway.Models;

/// <summary>The risk model in use.</summary>
/// <param name="IsExample">Shows how a model is written; not for use on real organisations.</param>
/// <param name="Hash">SHA-256 of the canonical form of the document.</param>
/// <param name="Document">The document in its canonical form.</param>
/// <param name="Schema">The JSON Schema of such documents.</param>
public sealed record ModelInUse(
    string Id, string Version, string Hash, string Title, bool IsExample, JsonElement Document, JsonElement Schema)
{
    public static ModelInUse Of(RiskModel model) => new(
        model.Identity.Id,
        model.Identity.Version,
        model.Identity.Hash,
        model.Title,
        model.IsExample,
        JsonElement.Parse(model.Canonical.Span),
        JsonSerializer.SerializeToElement(RiskModelSchema.Schema));
}

/// <summary>The catalogue of features; a model can be made of these and no others.</summary>
public sealed record FeatureList(ImmutableArray<FeatureItem> Items);

/// <summary>One feature of a referent.</summary>
/// <param name="Unit">What one unit of the value is.</param>
/// <param name="Definition">In words, with when there is no value.</param>
/// <param name="Formula">With D the day of evaluation; (a, b] are days after a up to and including b.</param>
/// <param name="EventTypes">The types of events that it reads.</param>
/// <param name="Evidence">What its evidence count counts.</param>
/// <param name="MayRaiseRisk">False when it says what supervisors did rather than what the referent did.</param>
public sealed record FeatureItem(
    string Name,
    string Unit,
    string Definition,
    string Formula,
    ImmutableArray<string> EventTypes,
    string Evidence,
    bool MayRaiseRisk)
{
    public static FeatureItem Of(Feature feature) => new(
        feature.Name,
        feature.Unit,
        feature.Definition,
        feature.Formula,
        feature.EventTypes,
        feature.Evidence,
        feature.MayRaiseRisk);
}
