using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>A page as an answer: HTML that a browser shows with its own style and nothing else.</summary>
internal sealed class ReportPageAnswer(string page) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public const string MediaType = "text/html";

    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => MediaType + "; charset=utf-8";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.StatusCode = StatusCodes.Status200OK;
        answer.ContentType = ContentType;
        answer.Headers.ContentSecurityPolicy = ReportPage.Policy;
        return answer.WriteAsync(page, httpContext.RequestAborted);
    }
}
