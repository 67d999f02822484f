using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Dossiers;
using Supervision.Dossiers;
using Supervision.Facts;
using Supervision.Gateway.Dossiers;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Risk;

namespace Supervision.Gateway;

/// <summary>What a referent can ask about its own dossier: to see it, to have it put right, erased or kept.</summary>
internal static class DossierEndpoints
{
    private const int AsksMax = 5;

    public static void MapDossiers(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/referents/{id}/dossier", Export).Describe(DossierOperations.Export);
        routes.MapCommand("/referents/{id}/erasures", ErasureCommand.Erase).Describe(DossierOperations.Erase);
        routes.MapCommand("/referents/{id}/rectifications", RectificationCommand.Rectify)
            .Describe(DossierOperations.Rectify);
        routes.MapQuery("/referents/{id}/orders", OrderQuery.List).Describe(DossierOperations.ListOrders);
        routes.MapCommand("/referents/{id}/holds", Hold).Describe(DossierOperations.Hold);
        routes.MapCommand("/referents/{id}/releases", Release).Describe(DossierOperations.Release);
    }

    private static async Task<Results<ContentHttpResult, ProblemAnswer>> Export(
        HttpContext context, IGrainFactory grains, IModelInUse models, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        if (request.Problem is { } problem)
            return problem;

        var asPage = Wanted.PrefersPage(context.Request);
        for (var asks = 0; asks < AsksMax; asks++)
        {
            var before = await models.Now(cancellation);
            var dossier = await grains.Dossier(id).Export(asPage, cancellation);
            // The score in it is of a model that may have been stopped meanwhile.
            if ((await models.Now(cancellation)).Hash == before.Hash)
                return dossier is null
                    ? Problems.NotFound()
                    : TypedResults.Content(dossier, asPage ? "text/html; charset=utf-8" : "application/json");
        }

        throw new StoreUnavailableException("The model in use changed while the dossier was put together.");
    }

    private static Task<Results<Ok<HoldRequest>, ProblemAnswer>> Hold(
        HttpContext context, IGrainFactory grains, OrderRecorder orders, CancellationToken cancellation) => Mark(
            context, DossierOrderKind.Hold, (dossier, ground) => dossier.Hold(ground, cancellation), grains, orders,
            cancellation);

    private static Task<Results<Ok<HoldRequest>, ProblemAnswer>> Release(
        HttpContext context, IGrainFactory grains, OrderRecorder orders, CancellationToken cancellation) => Mark(
            context, DossierOrderKind.Release, (dossier, ground) => dossier.Release(ground, cancellation), grains,
            orders, cancellation);

    private static async Task<Results<Ok<HoldRequest>, ProblemAnswer>> Mark(
        HttpContext context, DossierOrderKind kind, Func<IDossierGrain, HoldGround, Task<Refusal?>> command,
        IGrainFactory grains, OrderRecorder orders, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var body = await request.Body(cancellation, "ground");
        var ground = body.Word<HoldGround>("ground");
        if (request.Problem is { } problem)
            return problem;

        var recorded = await orders.Record(context, id, kind, Words<HoldGround>.TextOf(ground));
        if (await command(grains.Dossier(id), ground) is not { } refusal)
            return TypedResults.Ok(new HoldRequest(ground));
        await orders.RecordNotDone(recorded, refusal.Code);
        return Problems.NotFound();
    }
}
