using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Overview;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway;

/// <summary>Probes, for whoever operates it.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/health/live", Live).Describe(OverviewOperations.Live);
        routes.MapQuery("/health/ready", Ready).Describe(OverviewOperations.Ready);
    }

    private static Results<Ok<HealthAnswer>, ProblemAnswer> Live(HttpContext context) =>
        RequestReader.Of(context).Problem is { } problem ? problem : TypedResults.Ok(new HealthAnswer("live"));

    private static async Task<Results<Ok<HealthAnswer>, ProblemAnswer>> Ready(
        HttpContext context, Readiness readiness, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return await readiness.Look(cancellation) is null
            ? TypedResults.Ok(new HealthAnswer("ready"))
            : Problems.Of(StatusCodes.Status503ServiceUnavailable);
    }
}
