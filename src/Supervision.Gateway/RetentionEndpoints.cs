using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Retention;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Gateway.Retention;

namespace Supervision.Gateway;

/// <summary>Retention as somebody orders it: a preview, or what is due erased, with a report.</summary>
internal static class RetentionEndpoints
{
    private const string Path = "/retention-runs";

    public static void MapRetention(this IEndpointRouteBuilder routes)
    {
        routes.MapCommand(Path, Start).Describe(RetentionOperations.Start);
        routes.MapQuery(Path, List).Describe(RetentionOperations.List);
        routes.MapQuery(Path + "/{id}", Get).Describe(RetentionOperations.Get);
    }

    private static async Task<Results<Created<RetentionRunItem>, ProblemAnswer>> Start(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "mode");
        var mode = body.Word<RetentionMode>("mode");
        if (request.Problem is { } problem)
            return problem;

        var id = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        var receipt = await grains.Retention().Start(
            new StartRetention(id, mode == RetentionMode.Preview, context.Actor().Id), cancellation);
        return receipt.Run is { } run
            ? TypedResults.Created(
                string.Create(CultureInfo.InvariantCulture, $"/v1{Path}/{id}"), RetentionRunItem.Of(run))
            : Problems.Refused(receipt.Refusal!);
    }

    private static async Task<Results<Ok<RetentionRunList>, ProblemAnswer>> List(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return TypedResults.Ok(new RetentionRunList(
            [.. (await grains.Retention().List(cancellation)).Select(RetentionRunItem.Of)]));
    }

    private static async Task<Results<Ok<RetentionRunItem>, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var id = context.Request.RouteValues["id"] as string;
        return (await grains.Retention().List(cancellation)).FirstOrDefault(run => run.RunId == id) is { } run
            ? TypedResults.Ok(RetentionRunItem.Of(run))
            : Problems.NotFound();
    }
}
