using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Features;
using Supervision.Gateway.Models;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Risk;

namespace Supervision.Gateway;

/// <summary>The risk model in use, and what models may be made of.</summary>
internal static class ModelEndpoints
{
    private static readonly FeatureList Features = new([.. FeatureCatalogue.All.Select(FeatureItem.Of)]);

    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/models/in-use", GetInUse).Describe(ModelOperations.GetInUse);
        routes.MapQuery("/features", ListFeatures).Describe(ModelOperations.ListFeatures);
    }

    private static Results<Ok<ModelInUse>, ProblemAnswer> GetInUse(HttpContext context, RiskModelInUse used)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return used.Model is { } model ? TypedResults.Ok(ModelInUse.Of(model)) : Problems.NotFound();
    }

    private static Results<Ok<FeatureList>, ProblemAnswer> ListFeatures(HttpContext context) =>
        RequestReader.Of(context).Problem is { } problem ? problem : TypedResults.Ok(Features);
}
