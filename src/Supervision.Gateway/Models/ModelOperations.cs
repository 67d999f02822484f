using Supervision.Features;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Risk;

namespace Supervision.Gateway.Models;

/// <summary>What the document says of the model in use and of the features.</summary>
internal static class ModelOperations
{
    public static readonly Operation GetInUse = new(
        "getModelInUse", Tags.Models, "The risk model in use",
        "The document that scores come from, its hash and its JSON Schema; 404 when no model is in use, and then no " +
        "score is shown.")
    {
        Access = AccessRule.SignedIn,
        Answers = [Answer.Json(200, "The model.", ModelInUse.Of(RiskModels.ExampleH2))],
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
