using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Referents;
using Supervision.Gateway.Requests;
using Supervision.Referents;

namespace Supervision.Gateway;

/// <summary>Changes of level as server-sent events.</summary>
internal static class RiskChangeEndpoints
{
    public static void MapRiskChanges(this IEndpointRouteBuilder routes) =>
        routes.MapQuery("/risk-changes", Follow).Describe(RiskChangeOperations.Follow);

    private static async Task<IResult> Follow(
        HttpContext context, RiskChangeStreams streams, IReferentViews views, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var referent = request.Referent(RiskChangeOperations.ReferentKey);
        var after = request.Number(RiskChangeOperations.AfterKey);
        // The browser's own header comes after a broken connection, when the query is still that of the first one.
        var last = request.OptionalHeader(HeaderKey.LastEventId);
        if (request.Problem is { } problem)
            return problem;

        if (last is not null)
            after = long.Parse(last, CultureInfo.InvariantCulture);

        // As after a restored back-up: going on from there would be silent until the numbers come by again.
        var end = await views.LastChange(cancellation);
        if (after > end)
        {
            request.Refuse(
                last is null ? "query" : "header",
                last is null ? RiskChangeOperations.AfterKey.Name : HeaderKey.LastEventId.Name,
                "beyond-the-end",
                "There is no such change yet. Read the lists anew, and start without it.");
        }

        if (request.Problem is { } beyond)
            return beyond;
        if (HttpMethods.IsHead(context.Request.Method))
            return Results.Text("", RiskChangeStreams.ContentType);

        if (!streams.TryOpen(out var opened))
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);

        // A stream is shown from here on: it has no end at which to record it.
        await context.RecordReading(StatusCodes.Status200OK);
        using (opened)
            await opened.Run(
                context, after ?? end, referent, cancellation);
        return Results.Empty;
    }
}
