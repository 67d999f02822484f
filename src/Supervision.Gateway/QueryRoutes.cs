using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Supervision.Gateway;

/// <summary>Maps operations that only read.</summary>
internal static class QueryRoutes
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>HEAD answers as GET does, without the body, which the server leaves out.</summary>
    public static RouteHandlerBuilder MapQuery(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Reading, handler);
}
