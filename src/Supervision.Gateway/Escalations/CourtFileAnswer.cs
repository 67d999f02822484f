using Microsoft.AspNetCore.Http;
using Supervision.Escalations.Court;

namespace Supervision.Gateway.Escalations;

/// <summary>The file of a case as an answer: JSON, or a page that takes its own style and nothing else.</summary>
internal sealed class CourtFileAnswer(byte[] content, bool isPage)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => isPage ? "text/html; charset=utf-8" : "application/json";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.StatusCode = StatusCodes.Status200OK;
        answer.ContentType = ContentType;
        answer.ContentLength = content.Length;
        if (isPage)
            answer.Headers.ContentSecurityPolicy = CourtFilePage.Policy;
        return answer.Body.WriteAsync(content, httpContext.RequestAborted).AsTask();
    }
}
