using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Replays;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Replays;
using Supervision.Gateway.Requests;
using Supervision.Models;
using Supervision.Replays;

namespace Supervision.Gateway;

/// <summary>Replays: ordered, followed, ended, and read as figures and as rows.</summary>
internal static class ReplayEndpoints
{
    private const string Path = "/replays";

    public static void MapReplays(this IEndpointRouteBuilder routes)
    {
        routes.MapCommand(Path, Start).Describe(ReplayOperations.Start);
        routes.MapQuery(Path, List).Describe(ReplayOperations.List);
        routes.MapQuery(Path + "/{id}", Get).Describe(ReplayOperations.Get);
        routes.MapPost(Path + "/{id}/cancel", Cancel).Describe(ReplayOperations.Cancel);
        routes.MapPost(Path + "/{id}/resume", Resume).Describe(ReplayOperations.Resume);
        routes.MapPost(Path + "/{id}/remove", Remove).Describe(ReplayOperations.Remove);
        routes.MapQuery(Path + "/{id}/result", Result).Describe(ReplayOperations.Result);
        routes.MapQuery(Path + "/{id}/rows", Rows).Describe(ReplayOperations.Rows);
    }

    private static async Task<Results<Created<ReplayItem>, ProblemAnswer>> Start(
        HttpContext context, IGrainFactory grains, ModelLease models, BlindGuard guard, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, ReplayOrderReading.Members);
        var now = time.GetUtcNow();
        var reading = new ReplayOrderReading(
            request, body, await models.Register(cancellation), (await models.Now(cancellation)).Model, now);
        var (order, refusal) = reading.Read(context.Actor().Id, context.PurposeOfReading());
        if (request.Problem is { } problem)
            return problem;
        if (refusal is not null)
            return Problems.Refused(refusal);
        if (await guard.HidesAny(context.Actor(), order!.Filter.Ids, cancellation))
            return Problems.Refused(BlindGuard.JudgeFirstOfOne);

        var id = Guid.CreateVersion7(now).ToString("N");
        // On the log before a single history is read.
        context.Reads(ScopeOf(id, order));
        await context.RecordReading(StatusCodes.Status201Created);
        var receipt = await grains.Replays().Start(id, order, cancellation);
        return receipt.Job is { } job
            ? TypedResults.Created($"/v1{Path}/{id}", ReplayItem.Of(job))
            : Problems.Refused(receipt.Refusal!);
    }

    private static async Task<Results<Ok<ReplayList>, ProblemAnswer>> List(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return TypedResults.Ok(new ReplayList([.. (await grains.Replays().List(cancellation)).Select(ReplayItem.Of)]));
    }

    private static async Task<Results<Ok<ReplayItem>, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return await Find(context, grains, cancellation) is { } job
            ? TypedResults.Ok(ReplayItem.Of(job))
            : Problems.NotFound();
    }

    private static Task<Results<Ok<ReplayItem>, ProblemAnswer>> Cancel(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation) =>
        Change(context, id => grains.Replays().Cancel(id, cancellation));

    private static Task<Results<Ok<ReplayItem>, ProblemAnswer>> Resume(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation) =>
        Change(context, id => grains.Replays().Resume(id, cancellation));

    private static Task<Results<Ok<ReplayItem>, ProblemAnswer>> Remove(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation) =>
        Change(context, id => grains.Replays().Remove(id, cancellation));

    private static async Task<Results<Ok<ReplayResult>, ProblemAnswer>> Result(
        HttpContext context, IGrainFactory grains, BlindGuard guard, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;
        if (await Find(context, grains, cancellation) is not { } job)
            return Problems.NotFound();
        if (job.State != ReplayState.Done)
            return NotDone();

        // Whoever ordered it: the figures of few named referents are those of each.
        return await guard.HidesAny(context.Actor(), job.Order.Filter.Ids, cancellation)
            ? Problems.Refused(BlindGuard.JudgeFirstOfOne)
            : TypedResults.Ok(ReplayResult.Of(job));
    }

    private static async Task<Results<ReplayRowsAnswer, ProblemAnswer>> Rows(
        HttpContext context, IGrainFactory grains, BlindGuard guard, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var format = request.OneOf(ReplayOperations.FormatKey) ?? "csv";
        if (request.Problem is { } problem)
            return problem;

        if (await Find(context, grains, cancellation) is not { } job)
            return Problems.NotFound();
        if (job.State != ReplayState.Done)
            return NotDone();

        context.Reads(ScopeOf(job.Id, job.Order));
        return new ReplayRowsAnswer(job, grains, guard, format == "parquet");
    }

    private static async Task<Results<Ok<ReplayItem>, ProblemAnswer>> Change(
        HttpContext context, Func<string, Task<ReplayReceipt>> command)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var receipt = await command(IdOf(context));
        if (receipt.Refusal is { } refusal)
            return Problems.Refused(refusal);

        return receipt.Job is { } job ? TypedResults.Ok(ReplayItem.Of(job)) : Problems.NotFound();
    }

    private static async Task<ReplayJob?> Find(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var id = IdOf(context);
        return (await grains.Replays().List(cancellation)).FirstOrDefault(job => job.Id == id);
    }

    private static string IdOf(HttpContext context) => context.Request.RouteValues["id"] as string ?? "";

    private static string ScopeOf(string id, ReplayOrder order) => $"replay {id}: {order.InWords()}";

    private static ProblemAnswer NotDone() => Problems.Refused(
        new Refusal("replay-not-done", "It has no result yet: ask for it again once its state is done."));
}
