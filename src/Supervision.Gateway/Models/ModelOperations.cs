using System.Text.Json.Nodes;
using Supervision.Features;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway.Models;

/// <summary>What the document says of reading about models and features.</summary>
internal static class ModelOperations
{
    public static readonly QueryKey StageKey = QueryKey.OfWords<ModelStage>("stage", "Only this stage.", "approved");

    public static readonly QueryKey FromKey = new("from", "The version to compare from.", "1.0.0")
    {
        LengthMax = ModelVersionName.VersionLengthMax,
        Pattern = ModelVersionName.VersionPattern,
    };

    public static readonly QueryKey ToKey = new("to", "The version to compare to.", "1.1.0")
    {
        LengthMax = ModelVersionName.VersionLengthMax,
        Pattern = ModelVersionName.VersionPattern,
    };

    public static readonly Operation ListVersions = new(
        "listModelVersions", Tags.Models, "Every version of every model",
        "In the order of their names, with the stage of each.")
    {
        Access = AccessRule.NotOfficers,
        Query = [StageKey, QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of versions.", new Page<ModelVersionItem>([ModelExamples.Item], null, null)),
        ],
    };

    public static readonly Operation GetStatus = new(
        "getModelStatus", Tags.Models, "Whether a model is in use, and if not, why",
        "With no model in use no score is shown or used; ingest, histories, lists and escalations by hand go on.")
    {
        Access = AccessRule.NotOfficers,
        Answers = [Answer.Json(200, "How it stands.", ModelExamples.Status)],
    };

    public static readonly Operation GetInUse = new(
        "getModelInUse", Tags.Models, "The risk model in use",
        "The document that scores come from, its hash and its JSON Schema; 404 when no model is in use, and then no " +
        "score is shown: `/v1/models/status` says why.")
    {
        Access = AccessRule.NotOfficers,
        Answers = [Answer.Json(200, "The model.", ModelInUse.Of(RiskModels.ExampleH2))],
        Errors = [404],
    };

    public static readonly Operation GetCardInUse = new(
        "getModelCardInUse", Tags.Models, "The card of the model in use",
        "What the public should know of it, made from the document that runs: never typed. Also as a page to read " +
        "with `Accept: text/html`. It has the fields of the Dutch register of algorithms that follow from it.")
    {
        Access = AccessRule.NotOfficers,
        Answers =
        [
            Answer.Json(200, "The card.", ModelExamples.Card),
            new Answer(200, "The same as a page.", "text/html", "<!doctype html><title>Model card</title>"),
        ],
        Errors = [404],
    };

    public static readonly Operation GetSchema = new(
        "getModelSchema", Tags.Models, "The JSON Schema of a model",
        "JSON Schema 2020-12, exported from what documents are read into.")
    {
        Access = AccessRule.SignedIn,
        Answers =
        [
            new Answer(200, "The schema.", "application/json", RiskModelSchema.Schema, typeof(JsonNode)),
        ],
    };

    public static readonly Operation GetVersion = new(
        "getModelVersion", Tags.Models, "One version and its life",
        "Its stage, its approvals, and everything that happened to it: what, when, by whom and why.")
    {
        Access = AccessRule.NotOfficers,
        Path = [PathKey.Model, PathKey.ModelVersion],
        Answers = [Answer.Json(200, "The version.", ModelExamples.InUse)],
        Errors = [404],
    };

    public static readonly Operation GetDocument = new(
        "getModelDocument", Tags.Models, "The document of a version",
        "In its canonical form (RFC 8785), byte for byte what the hash is of; to keep in version control.")
    {
        Access = AccessRule.NotOfficers,
        Path = [PathKey.Model, PathKey.ModelVersion],
        Answers =
        [
            new Answer(
                200, "The document.", "application/json",
                JsonNode.Parse(RiskModels.ExampleH2.Canonical.Span)!),
        ],
        Errors = [404],
    };

    public static readonly Operation GetCard = new(
        "getModelCard", Tags.Models, "The card of a version",
        "As the card of the model in use, of any version.")
    {
        Access = AccessRule.NotOfficers,
        Path = [PathKey.Model, PathKey.ModelVersion],
        Answers =
        [
            Answer.Json(200, "The card.", ModelExamples.Card),
            new Answer(200, "The same as a page.", "text/html", "<!doctype html><title>Model card</title>"),
        ],
        Errors = [404],
    };

    public static readonly Operation GetDifferences = new(
        "getModelDifferences", Tags.Models, "What is different between two versions",
        "Indicators added and removed, bins, points, thresholds, cooldown, evidence, escalation and justifications, " +
        "each with a sentence.")
    {
        Access = AccessRule.NotOfficers,
        Path = [PathKey.Model],
        Query = [FromKey, ToKey],
        Answers = [Answer.Json(200, "The changes, in the order of the document.", ModelExamples.Differences)],
        Errors = [404],
    };

    public static readonly Operation ListFeatures = new(
        "listFeatures", Tags.Models, "The catalogue of features",
        "What is measured of every referent: its name, its definition in words and as a formula, and what it reads.")
    {
        Access = AccessRule.SignedIn,
        Answers =
        [
            Answer.Json(200, "The catalogue.", new FeatureList([FeatureItem.Of(FeatureCatalogue.All[0])])),
        ],
    };
}
