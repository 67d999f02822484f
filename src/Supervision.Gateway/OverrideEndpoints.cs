using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Overrides;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Overrides;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Models;
using Supervision.Overrides;
using Supervision.Risk;

namespace Supervision.Gateway;

/// <summary>Levels that people set by hand: listed, counted, set and ended.</summary>
internal static class OverrideEndpoints
{
    public static void MapOverrides(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/overrides", List).Describe(OverrideOperations.List);
        routes.MapQuery("/overrides/counts", Count).Describe(OverrideOperations.Count);
        routes.MapCommand("/referents/{id}/override", Set).Describe(OverrideOperations.Set);
        routes.MapCommand("/referents/{id}/override/end", End).Describe(OverrideOperations.End);
    }

    private static async Task<Results<Ok<Page<OverrideItem>>, ProblemAnswer>> List(
        HttpContext context, OverrideLease overrides, IModelInUse models, BlindGuard guard, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var after = request.Cursor("overrides")?.Id ?? "";
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var now = time.GetUtcNow();
        var found = (await overrides.Fresh(cancellation)).Last.Values
            .Where(last => last.HoldsAt(now) && string.CompareOrdinal(last.Referent.ToString(), after) > 0)
            .OrderBy(last => last.Referent.ToString(), StringComparer.Ordinal)
            .Take(size + 1)
            .ToArray();
        // Asked after the register was read: what is shown of a model is shown while one is in use.
        var used = await models.Now(cancellation);
        var page = found.Take(size).Select(last => OverrideItem.Of(last, used)).ToArray();
        var hidden = await guard.Hidden(context.Actor(), page.Select(item => item.ReferentId), cancellation);
        return TypedResults.Ok(new Page<OverrideItem>(
            [.. page.Where(item => !hidden.Contains(item.ReferentId))],
            found.Length > size ? CursorText.Write("overrides", 0, page[^1].ReferentId.ToString()) : null,
            null));
    }

    private static async Task<Results<Ok<OverrideCounts>, ProblemAnswer>> Count(
        HttpContext context, OverrideLease overrides, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var register = await overrides.Fresh(cancellation);
        return TypedResults.Ok(new OverrideCounts(
        [
            .. register.Counts
                .Select(one => new OverrideCountItem(
                    one.Key.ModelHash, one.Key.ModelLevel, one.Key.Level, one.Value))
                .OrderBy(item => item.ModelHash, StringComparer.Ordinal)
                .ThenBy(item => item.ModelLevel)
                .ThenBy(item => item.Level),
        ]));
    }

    private static async Task<Results<Ok<OverrideItem>, ProblemAnswer>> Set(
        HttpContext context, IGrainFactory grains, OverrideLease overrides, IModelInUse models, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var body = await request.Body(cancellation, "level", "until", "reason");
        var level = body.Word("level", OverrideRegister.Levels);
        var until = body.Instant("until");
        var reason = body.Text("reason", LevelOverride.ReasonLengthMax);
        if (body.Reads("until") && OverrideRegister.WrongUntil(until, time.GetUtcNow()) is { } noEnd)
            body.RefuseMember("until", noEnd.Code, noEnd.Message);
        if (request.Problem is { } problem)
            return problem;

        var receipt = await grains.Overrides().Set(
            new SetOverride(id, level, until, reason, Actor(context)), cancellation);
        if (receipt.Refusal is { } refusal)
            return refusal.Code == "unknown-referent" ? Problems.NotFound() : Problems.Refused(refusal);

        // When this is answered every gateway shows it.
        await Task.Delay(Leases.OutlastsEvery, time, cancellation);
        return (await overrides.Fresh(cancellation)).On(id, time.GetUtcNow()) is { } held
            ? TypedResults.Ok(OverrideItem.Of(held, await models.Now(cancellation)))
            : Problems.Refused(new Refusal("override-ended", "Somebody ended it at this moment."));
    }

    private static async Task<Results<Ok<OverrideEnd>, ProblemAnswer>> End(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var body = await request.Body(cancellation, "reason");
        var reason = body.Text("reason", LevelOverride.ReasonLengthMax);
        if (request.Problem is { } problem)
            return problem;

        var receipt = await grains.Overrides().End(new EndOverride(id, reason, Actor(context)), cancellation);
        if (receipt.Refusal is { } refusal)
            return refusal.Code is OverrideRegister.NotSet or "unknown-referent"
                ? Problems.Refused(refusal, StatusCodes.Status404NotFound)
                : Problems.Refused(refusal);

        await Task.Delay(Leases.OutlastsEvery, time, cancellation);
        return TypedResults.Ok(new OverrideEnd(id));
    }

    private static ModelActor Actor(HttpContext context)
    {
        var actor = context.Actor();
        return new ModelActor(actor.Id, actor.Kind, actor.Roles);
    }
}
