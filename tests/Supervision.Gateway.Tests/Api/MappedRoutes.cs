using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Supervision.Gateway.Tests.Api;

/// <summary>
/// The routes of a server that has started, as it built them for itself. A look at the sources they were mapped in
/// would build each of them anew, which takes seconds.
/// </summary>
internal static class MappedRoutes
{
    public static IEnumerable<RouteEndpoint> Of(WebApplication application) =>
        application.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
