using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Supervision.Gateway.Access.Pages;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Rules;

/// <summary>
/// What the Dutch REST API Design Rules ask of every answer, in one place: its headers, no slash at the end of a path,
/// a problem in the body of every error, and a sane answer to OPTIONS.
/// </summary>
internal sealed class ApiRules(RequestDelegate next)
{
    /// <summary>The version of the API, whole; the path has its first number.</summary>
    public const string Version = "1.0.0";

    private const string HttpsFrom = "max-age=31536000; includeSubDomains";

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(SetHeaders, context);
        var path = context.Request.Path.Value ?? "";
        if (path.Length > 1 && path.EndsWith('/') && !IsPage(context))
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (context.GetEndpoint()?.Metadata.GetMetadata<Operation>() is { } operation
            && !Accepts(context.Request, operation))
            context.Response.StatusCode = StatusCodes.Status406NotAcceptable;
        else
            await next(context);

        if (!context.Response.HasStarted && context.Response.ContentType is null)
            await Complete(context);
    }

    private static Task Complete(HttpContext context)
    {
        var answer = context.Response;
        if (HttpMethods.IsOptions(context.Request.Method)
            && answer.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            answer.StatusCode = StatusCodes.Status204NoContent;
            answer.Headers.Allow = $"{answer.Headers.Allow}, OPTIONS";
            return Task.CompletedTask;
        }

        return answer.StatusCode < 400 ? Task.CompletedTask : Problems.Of(answer.StatusCode).ExecuteAsync(context);
    }

    private static Task SetHeaders(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        // Of localhost a browser would remember it for every other program on every port.
        if (context.Request.IsHttps && context.Request.Host.Host != "localhost")
            headers.StrictTransportSecurity = HttpsFrom;
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageMark>() is not null)
        {
            headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'";
            headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }

        // An answer that is a page of its own says itself what it needs.
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = IsPage(context)
                ? "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; "
                    + "img-src 'self' data:; frame-ancestors 'none'"
                : "default-src 'none'; frame-ancestors 'none'";
        }

        if (IsPage(context))
            return Task.CompletedTask;

        headers["API-Version"] = Version;
        headers.CacheControl = "no-store";
        // The rules ask that the document can be read from any page.
        if (context.Request.Path.Equals(ApiDocument.Path, StringComparison.Ordinal))
            headers.AccessControlAllowOrigin = "*";
        return Task.CompletedTask;
    }

    private static bool IsPage(HttpContext context) =>
        context.Request.Path.StartsWithSegments(ApiDocument.PagePath, StringComparison.Ordinal)
        || context.Request.Path.StartsWithSegments(Pages.Dashboard, StringComparison.Ordinal);

    private static bool Accepts(HttpRequest request, Operation operation)
    {
        if (request.Headers.Accept.Count == 0)
            return true;

        return MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wanted)
            && wanted.Any(type =>
                type.Quality is not 0 && operation.Answers.Any(answer => Covers(type, answer.ContentType)));
    }

    private static bool Covers(MediaTypeHeaderValue wanted, string offered) =>
        MediaTypeHeaderValue.Parse(offered).IsSubsetOf(new MediaTypeHeaderValue(wanted.MediaType));
}
