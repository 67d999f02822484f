using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Overview;
using Supervision.Gateway.Requests;
using Supervision.Log;

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
        HttpContext context, IEventLog log, IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider time,
        IHostApplicationLifetime lifetime, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Value.ReadinessTimeout);
        try
        {
            await log.Heads(limit.Token).WaitAsync(options.Value.ReadinessTimeout, time, cancellation);
            await grains.HarmLimiter().View(limit.Token)
                .WaitAsync(options.Value.ReadinessTimeout, time, cancellation);
            return TypedResults.Ok(new HealthAnswer("ready"));
        }
        catch (Exception failure) when (failure is TimeoutException or OperationCanceledException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
