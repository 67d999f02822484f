using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Gateway.SecondReadings;

namespace Supervision.Gateway;

/// <summary>The plan for second readings, and what they show.</summary>
internal static class SecondReadingEndpoints
{
    public static void MapSecondReadings(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/second-readings", Get).Describe(SecondReadingOperations.Get);
        routes.MapCommand("/second-readings", Set).Describe(SecondReadingOperations.Set);
    }

    private static async Task<Results<Ok<SecondReadingsDetails>, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, IEscalationViews views, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var plan = await grains.SecondReadings().Plan(cancellation);
        return TypedResults.Ok(SecondReadingsDetails.Of(plan, await views.Readings(cancellation)));
    }

    private static async Task<Results<Ok<SecondReadingsDetails>, ProblemAnswer>> Set(
        HttpContext context, IGrainFactory grains, IEscalationViews views, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var actor = context.Actor();
        var body = await request.Body(cancellation, "share", "seed");
        var share = body.Decimal("share", 0, 1);
        var seed = body.OptionalText("seed", SecondReadingPlan.SeedLengthMax);
        if (request.Problem is { } problem)
            return problem;

        var receipt = await grains.SecondReadings().Set(
            new SetSecondReadings(share, seed, new CaseActor(actor.Id, actor.Kind, actor.Roles)), cancellation);
        return receipt.Refusal is { } refusal
            ? Problems.Refused(refusal)
            : TypedResults.Ok(SecondReadingsDetails.Of(receipt.Plan!, await views.Readings(cancellation)));
    }
}
