using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;

namespace Supervision.Gateway.Evidence;

/// <summary>
/// A file as an answer: bytes to be saved under a name, whatever their kind, so that no browser shows or runs it here.
/// </summary>
internal sealed class FileAnswer(IEvidenceFiles files, EscalationId id, EvidenceFile file)
    : IResult, IStatusCodeHttpResult, IContentTypeHttpResult
{
    public int? StatusCode => StatusCodes.Status200OK;

    public string? ContentType => EvidenceUpload.AnyType;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        answer.StatusCode = StatusCodes.Status200OK;
        answer.ContentType = ContentType;
        answer.ContentLength = file.Size;
        answer.Headers.ContentDisposition = disposition.ToString();
        answer.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        answer.Headers["Content-Digest"] =
            $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(file.Sha256))}:";
        return HttpMethods.IsHead(httpContext.Request.Method)
            ? Task.CompletedTask
            : files.Copy(id, file, answer.Body, httpContext.RequestAborted);
    }
}
