using Microsoft.AspNetCore.Http;
using Supervision.Letters;

namespace Supervision.Gateway.Explanations;

/// <summary>A letter as an answer: HTML that a browser shows with its own style and nothing else.</summary>
internal sealed class LetterAnswer(Letter letter) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public const string MediaType = "text/html";

    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => MediaType + "; charset=utf-8";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.StatusCode = StatusCodes.Status200OK;
        answer.ContentType = ContentType;
        answer.Headers.ContentSecurityPolicy = LetterPage.Policy;
        return answer.WriteAsync(LetterPage.Write(letter), httpContext.RequestAborted);
    }
}
