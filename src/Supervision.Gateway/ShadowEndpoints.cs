using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Gateway.Shadows;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;
using static Supervision.Gateway.Shadows.ShadowOperations;

namespace Supervision.Gateway;

/// <summary>What a shadow says beside the model in use: now, over a period, and who would move.</summary>
internal static class ShadowEndpoints
{
    private static readonly Refusal NotEvaluated = new(
        "shadow-not-evaluated",
        "This version does not judge at this moment: only from shadow on, until it goes into use or away.");

    public static void MapShadows(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/models/{id}/versions/{version}/shadow", Compare).Describe(CompareShadow);
        routes.MapQuery("/models/{id}/versions/{version}/shadow/days", Days).Describe(ListShadowDays);
        routes.MapQuery("/models/{id}/versions/{version}/shadow/movers", Movers).Describe(ListShadowMovers);
    }

    private static async Task<Results<Ok<ShadowComparison>, ProblemAnswer>> Compare(
        HttpContext context, ModelLease models, ShadowGathering shadows, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        if (request.Problem is { } problem)
            return problem;
        if ((await models.Register(cancellation)).Find(name) is not { } version)
            return Problems.NotFound();

        var used = await models.Now(cancellation);
        if (Find(used, version) is not { } shadow)
            return Problems.Refused(NotEvaluated);

        var (tally, isWhole) = await shadows.Standing(version.Hash, used, cancellation);
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var judging = (await shadows.Days(version.Hash, today, today, cancellation))
            .Where(day => day.Used == used.Hash)
            .Aggregate(JudgingTally.Empty, (sum, day) => sum.And(day.Judging));
        return TypedResults.Ok(ShadowComparison.Of(version, used.Model, shadow, isWhole, tally, judging));
    }

    private static async Task<Results<Ok<ShadowPeriod>, ProblemAnswer>> Days(
        HttpContext context, ModelLease models, ShadowGathering shadows, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        var now = time.GetUtcNow();
        var to = request.PastDay(ToKey, now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var from = request.PastDay(FromKey, now) ?? to.AddDays(-DaysDefault);
        if (from > to)
            request.Refuse("query", FromKey.Name, "not-before", "Takes a day that is not after `to`.");
        if (request.Problem is { } problem)
            return problem;

        var register = await models.Register(cancellation);
        return register.Find(name) is { } version
            ? TypedResults.Ok(ShadowPeriod.Of(
                await shadows.Days(version.Hash, from, to, cancellation), register, models.Trial))
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<Page<ShadowMoveItem>>, ProblemAnswer>> Movers(
        HttpContext context, ModelLease models, ShadowGathering shadows, BlindGuard guard,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var name = request.ModelVersion();
        var bound = $"shadow movers {name}";
        var cursor = request.Cursor(bound)?.Id;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;
        if ((await models.Register(cancellation)).Find(name) is not { } version)
            return Problems.NotFound();
        if (Find(await models.Now(cancellation), version) is null)
            return Problems.Refused(NotEvaluated);

        ReferentId? after = cursor is null ? null : ReferentId.Parse(cursor);
        var (moves, next) = await shadows.Movers(version.Hash, after, size, cancellation);
        var hidden = await guard.Hidden(context.Actor(), moves.Select(move => move.Referent), cancellation);
        return TypedResults.Ok(new Page<ShadowMoveItem>(
            [.. moves.Where(move => !hidden.Contains(move.Referent)).Select(ShadowMoveItem.Of)],
            next is { } last ? CursorText.Write(bound, 0, last.ToString()) : null,
            null));
    }

    private static RiskModel? Find(RiskModelInUse used, ModelVersion version) =>
        used.Shadows.FirstOrDefault(shadow => shadow.Identity.Hash == version.Hash);
}
