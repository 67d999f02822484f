using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Features;
using Supervision.Gateway.Access;
using Supervision.Gateway.Models;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway;

/// <summary>What there is to read about risk models: which is in use, every version, what they are made of.</summary>
internal static class ModelEndpoints
{
    private static readonly FeatureList Features = new([.. FeatureCatalogue.All.Select(FeatureItem.Of)]);

    public static void MapModels(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/models", List).Describe(ModelOperations.ListVersions);
        routes.MapQuery("/models/status", Status).Describe(ModelOperations.GetStatus);
        routes.MapQuery("/models/in-use", GetInUse).Describe(ModelOperations.GetInUse);
        routes.MapQuery("/models/in-use/card", CardInUse).Describe(ModelOperations.GetCardInUse);
        routes.MapQuery("/models/schema", Schema).Describe(ModelOperations.GetSchema);
        routes.MapQuery("/models/{id}/versions/{version}", Get).Describe(ModelOperations.GetVersion);
        routes.MapQuery("/models/{id}/versions/{version}/document", Document).Describe(ModelOperations.GetDocument);
        routes.MapQuery("/models/{id}/versions/{version}/card", Card).Describe(ModelOperations.GetCard);
        routes.MapQuery("/models/{id}/differences", Differences).Describe(ModelOperations.GetDifferences);
        routes.MapQuery("/features", ListFeatures).Describe(ModelOperations.ListFeatures);
        routes.MapModelSteps();
    }

    private static async Task<Results<Ok<Page<ModelVersionItem>>, ProblemAnswer>> List(
        HttpContext context, ModelLease models, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var stage = request.Word<ModelStage>(ModelOperations.StageKey);
        var bound = $"models {stage}";
        var after = request.Cursor(bound)?.Id ?? "";
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var now = time.GetUtcNow();
        var register = await models.Register(cancellation);
        var found = register.Versions.Values
            .Where(version => string.CompareOrdinal(version.Name.ToString(), after) > 0)
            .OrderBy(version => version.Name.ToString(), StringComparer.Ordinal)
            .Select(version => ModelVersionItem.Of(version, now))
            .Where(item => stage is null || item.Stage == stage)
            .Take(size + 1)
            .ToArray();
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<ModelVersionItem>(
            [.. page.Select(item => IsService(context) ? item.ForServices() : item)],
            found.Length > size ? CursorText.Write(bound, 0, $"{page[^1].Id}@{page[^1].Version}") : null,
            null));
    }

    private static async Task<Results<Ok<ModelStatus>, ProblemAnswer>> Status(
        HttpContext context, ModelLease models, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var register = await models.Register(cancellation);
        var status = ModelStatus.Of(await models.Now(cancellation), register);
        return TypedResults.Ok(IsService(context) ? status.ForServices() : status);
    }

    private static async Task<Results<Ok<ModelInUse>, ProblemAnswer>> GetInUse(
        HttpContext context, IModelInUse used, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return (await used.Now(cancellation)).Model is { } model
            ? TypedResults.Ok(ModelInUse.Of(model))
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<ModelCard>, ContentHttpResult, ProblemAnswer>> CardInUse(
        HttpContext context, ModelLease models, TimeProvider time, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var register = await models.Register(cancellation);
        var used = await models.Now(cancellation);
        return used.Model is not { } model
            ? Problems.NotFound()
            : Shown(context, ModelCard.Of(
                model, used.IsTrial ? null : register.InUseAt(time.GetUtcNow()), time.GetUtcNow()));
    }

    private static Results<Ok<JsonNode>, ProblemAnswer> Schema(HttpContext context) =>
        RequestReader.Of(context).Problem is { } problem ? problem : TypedResults.Ok(RiskModelSchema.Schema);

    private static async Task<Results<Ok<ModelVersionDetails>, ProblemAnswer>> Get(
        HttpContext context, ModelLease models, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        if (request.Problem is { } problem)
            return problem;

        if ((await models.Register(cancellation)).Find(name) is not { } version)
            return Problems.NotFound();

        var details = ModelVersionDetails.Of(version, time.GetUtcNow());
        return TypedResults.Ok(IsService(context) ? details.ForServices() : details);
    }

    private static async Task<Results<ContentHttpResult, ProblemAnswer>> Document(
        HttpContext context, ModelLease models, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        if (request.Problem is { } problem)
            return problem;

        return (await models.Register(cancellation)).Find(name) is { } version
            ? TypedResults.Content(version.Document, "application/json")
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<ModelCard>, ContentHttpResult, ProblemAnswer>> Card(
        HttpContext context, ModelLease models, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        if (request.Problem is { } problem)
            return problem;

        return (await models.Register(cancellation)).Find(name) is { } version && ModelOf(version) is { } model
            ? Shown(context, ModelCard.Of(model, version, time.GetUtcNow()))
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<ModelDifferences>, ProblemAnswer>> Differences(
        HttpContext context, ModelLease models, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = context.Request.RouteValues["id"] as string;
        var (from, to) = (
            request.ModelVersion(id, ModelOperations.FromKey), request.ModelVersion(id, ModelOperations.ToKey));
        if (request.Problem is { } problem)
            return problem;

        var register = await models.Register(cancellation);
        if (register.Find(from) is not { } before || register.Find(to) is not { } after
            || ModelOf(before) is not { } old || ModelOf(after) is not { } young)
            return Problems.NotFound();

        return TypedResults.Ok(new ModelDifferences(
            from.Id, from.Version, to.Version,
            [.. ModelDifference.Between(old.Document, young.Document).Select(ModelDifferenceItem.Of)]));
    }

    private static Results<Ok<FeatureList>, ProblemAnswer> ListFeatures(HttpContext context) =>
        RequestReader.Of(context).Problem is { } problem ? problem : TypedResults.Ok(Features);

    private static Results<Ok<ModelCard>, ContentHttpResult, ProblemAnswer> Shown(
        HttpContext context, ModelCard card)
    {
        if (!Wanted.PrefersPage(context.Request))
            return TypedResults.Ok(card);

        context.Response.Headers.ContentSecurityPolicy = ModelCardPage.Policy;
        return TypedResults.Content(ModelCardPage.Write(card), "text/html; charset=utf-8");
    }

    private static bool IsService(HttpContext context) => context.Actor().Kind == ActorKind.Service;

    private static RiskModel? ModelOf(ModelVersion version) =>
        RiskModel.Parse(Encoding.UTF8.GetBytes(version.Document)).Model;
}
