using System.Globalization;
using Microsoft.AspNetCore.Http;
using Supervision.Audit;

namespace Supervision.Gateway.Audits;

/// <summary>A bundle as an answer, written as it is made. What goes wrong on the way breaks it off.</summary>
internal sealed class BundleAnswer(BundleMaking making, BundleContent content, BundleAsked asked, SigningKeys keys)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public const string MediaType = "application/zip";

    public BundleContent Content => content;

    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => MediaType;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.StatusCode = StatusCodes.Status200OK;
        answer.ContentType = MediaType;
        answer.Headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture,
            $"attachment; filename=\"audit-bundle-{content.MadeAt.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.zip\"");
        if (!HttpMethods.IsHead(httpContext.Request.Method))
            await making.Write(content, asked, keys, answer.Body, httpContext.RequestAborted);
    }
}
