using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Audit;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Audits;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway;

/// <summary>Audit bundles, and the public keys that they are signed with.</summary>
internal static class AuditEndpoints
{
    public static void MapAudits(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/referents/{id}/audit-bundle", OfReferent).Describe(AuditOperations.OfReferent);
        routes.MapQuery("/audit-bundles", OfPeriod).Describe(AuditOperations.OfPeriod);
        routes.MapQuery("/audit-keys", ListKeys).Describe(AuditOperations.ListKeys);
    }

    private static async Task<Results<BundleAnswer, ProblemAnswer>> OfReferent(
        HttpContext context, BundleMaking making, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        return request.Problem is { } problem
            ? problem
            : await Answer(context, making, () => making.Collect(id, cancellation));
    }

    private static async Task<Results<BundleAnswer, ProblemAnswer>> OfPeriod(
        HttpContext context, BundleMaking making, BlindGuard guard, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var now = time.GetUtcNow();
        var until = request.PastInstant(AuditOperations.UntilKey, now) ?? now;
        var from = request.PastInstant(AuditOperations.FromKey, now) ?? until.AddDays(-1);
        if (from >= until)
            request.Refuse("query", AuditOperations.FromKey.Name, "not-before", "Takes a moment before `until`.");
        if (request.Problem is { } problem)
            return problem;

        var answer = await Answer(context, making, () => making.Collect(from, until, cancellation));
        if (answer.Result is not BundleAnswer { Content: var content })
            return answer;
        if (await guard.HidesAny(context.Actor(), content.Referents, cancellation))
            return Problems.Refused(BlindGuard.JudgeFirstOfOne);

        // Whose dossiers are in it is known now; each of them is told that it was read.
        foreach (var referent in content.Referents)
        {
            context.ShowsDossierOf(referent);
            await context.RecordReading(StatusCodes.Status200OK);
        }

        return answer;
    }

    private static async Task<Results<BundleAnswer, ProblemAnswer>> Answer(
        HttpContext context, BundleMaking making,
        Func<Task<(BundleContent? Content, Refusal? Refusal)>> collect)
    {
        if (!making.TryBegin(out var place))
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);

        // Until the answer was sent, however that ends.
        context.Response.RegisterForDispose(place);
        var (content, refusal) = await collect();
        if (content is null)
            return refusal is null ? Problems.NotFound() : Problems.Refused(refusal);

        var (keys, noKey) = making.Keys();
        if (keys is null)
            return Problems.Refused(noKey!);

        context.Response.RegisterForDispose(keys);
        var actor = context.Actor();
        return new BundleAnswer(
            making, content, new BundleAsked(actor.Id, actor.Kind, actor.Roles, context.PurposeOfReading()), keys);
    }

    private static Results<Ok<AuditKeyList>, ProblemAnswer> ListKeys(HttpContext context, BundleMaking making)
    {
        var request = RequestReader.Of(context);
        if (request.Problem is { } problem)
            return problem;

        var (keys, refusal) = making.Keys();
        using (keys)
            return keys is null ? Problems.Refused(refusal!) : TypedResults.Ok(AuditKeyList.Of(keys));
    }
}
