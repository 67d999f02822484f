using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Gateway.Evidence;

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

    /// <summary>A POST of a small document in JSON that is read by a reader of its own.</summary>
    public static RouteHandlerBuilder MapDocument(
        this IEndpointRouteBuilder routes, string pattern, Delegate handler, int bytesMax) =>
        routes.MapJson(pattern, handler, bytesMax);

    /// <summary>A POST of a table, as large as it may be; any other media type is answered 415.</summary>
    public static RouteHandlerBuilder MapTable(
        this IEndpointRouteBuilder routes, string pattern, Delegate handler, long bytesMax) =>
        routes.MapPost(pattern, handler)
            .WithMetadata(new BodyLimit(bytesMax))
            .AddEndpointFilter((invocation, next) => IsPlainTable(invocation.HttpContext.Request)
                ? next(invocation)
                : ValueTask.FromResult<object?>(Problems.Of(StatusCodes.Status415UnsupportedMediaType)));

    /// <summary>
    /// A POST of a file as its body, one of the kinds that are taken as evidence; any other media type is answered 415,
    /// and one that says that it is too large 413 before anything of it is read.
    /// </summary>
    public static RouteHandlerBuilder MapFile(this IEndpointRouteBuilder routes, string pattern, Delegate handler)
    {
        var bytesMax = routes.ServiceProvider.GetRequiredService<IOptions<GatewayOptions>>().Value.FileBytesMax;
        return routes.MapPost(pattern, handler)
            .WithMetadata(new BodyLimit(bytesMax))
            .AddEndpointFilter((invocation, next) => invocation.HttpContext.Request switch
            {
                var request when !IsPlainFile(request) =>
                    ValueTask.FromResult<object?>(Problems.Of(StatusCodes.Status415UnsupportedMediaType)),
                { ContentLength: { } length } when length > bytesMax =>
                    ValueTask.FromResult<object?>(Problems.Of(StatusCodes.Status413PayloadTooLarge)),
                _ => next(invocation),
            });
    }

    private static bool IsPlainFile(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals(EvidenceUpload.AnyType, StringComparison.OrdinalIgnoreCase)
            || FileKinds.MediaTypes.Contains(type.MediaType.Value!, StringComparer.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;

    private static bool IsPlainTable(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("text/csv", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        && request.Headers.ContentEncoding.Count == 0;

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
