using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Supervision.Gateway;

/// <summary>Maps operations that read, and operations that take a small JSON body.</summary>
internal static class Routes
{
    private static readonly string[] Reading = ["GET", "HEAD"];

    /// <summary>HEAD answers as GET does, without the body, which the server leaves out.</summary>
    public static RouteHandlerBuilder MapQuery(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapMethods(pattern, Reading, handler);

    /// <summary>
    /// A POST with a JSON body; any other media type, and what is compressed, is answered 415, a body that is too large
    /// 413.
    /// </summary>
    public static RouteHandlerBuilder MapCommand(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapJson(
            pattern, handler,
            routes.ServiceProvider.GetRequiredService<IOptions<GatewayOptions>>().Value.CommandBytesMax);

    /// <summary>A POST of a whole model as its body.</summary>
    public static RouteHandlerBuilder MapModel(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapJson(pattern, handler, Risk.RiskModel.LengthMax);

    private static RouteHandlerBuilder MapJson(
        this IEndpointRouteBuilder routes, string pattern, Delegate handler, long bytesMax) =>
        routes.MapPost(pattern, handler)
            .WithMetadata(new BodyLimit(bytesMax))
            .AddEndpointFilter((invocation, next) => IsPlainJson(invocation.HttpContext.Request)
                ? next(invocation)
                : ValueTask.FromResult<object?>(Problems.Of(StatusCodes.Status415UnsupportedMediaType)));

    private static bool IsPlainJson(HttpRequest request) =>
        request.HasJsonContentType() && request.Headers.ContentEncoding.Count == 0;

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
