using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway;

/// <summary>The one place where a "no" becomes an answer.</summary>
internal static class Problems
{
    public const string ContentType = "application/problem+json";

    /// <summary>The request is wrong in all these ways.</summary>
    public static ProblemAnswer Invalid(
        IEnumerable<ProblemError> errors, int status = StatusCodes.Status400BadRequest) =>
        new(Describe(status) with { Errors = [.. errors] });

    /// <summary>A rule says no.</summary>
    public static ProblemAnswer Refused(Refusal refusal, int status = StatusCodes.Status409Conflict) =>
        new(Describe(status) with
        {
            Type = $"urn:supervision:refusal:{refusal.Code}",
            Detail = refusal.Message,
            Errors = refusal.Pointer is { } pointer
                ? [ProblemError.InBody(pointer, refusal.Code, refusal.Message)]
                : null,
        });

    /// <summary>A rule says no to several places of the body.</summary>
    public static ProblemAnswer Refused(Refusal refusal, IReadOnlyCollection<string> pointers) =>
        new(Refused(refusal).Value with
        {
            Errors = pointers.Count > 0
                ? [.. pointers.Select(pointer => ProblemError.InBody(pointer, refusal.Code, refusal.Message))]
                : null,
        });

    public static ProblemAnswer NotFound() => Of(StatusCodes.Status404NotFound);

    public static ProblemAnswer Of(int status) => new(Describe(status));

    /// <summary>What a status code means here, without anything about the one request.</summary>
    public static Problem Describe(int status) => status switch
    {
        400 => Named(
            status, "invalid-input", "The request is not valid.", "Every error is listed; nothing was done."),
        401 => Named(
            status, "not-signed-in", "Nobody is signed in.",
            "Sign in, or send credentials that hold; WWW-Authenticate lists the ways in."),
        403 => Named(
            status, "not-allowed", "This is not for whoever asks.",
            "Whoever administers this gives out the roles; the operation says which it needs."),
        404 => Named(
            status, "not-found", "There is nothing here.",
            "Nothing is known under this id, or was at that moment; or the path is wrong: no slash at the end."),
        405 => Named(
            status, "method-not-allowed", "This method is not for this resource.",
            "The Allow header lists those that are."),
        406 => Named(
            status, "not-acceptable", "None of the accepted media types is offered.",
            "Accept what the operation answers, or */*."),
        408 => Named(status, "too-slow", "The request took too long to arrive.", "Send it again."),
        409 => Named(
            status, "conflict", "The request does not fit what is there.", "Read what is there and decide again."),
        411 => Named(status, "length-required", "The request must say how long it is.", "Send Content-Length."),
        413 => Named(
            status, "too-large", "The request body is too large.", "The operation says how large a body may be."),
        415 => Named(
            status, "unsupported-media-type", "The body is of a media type that is not taken here.",
            "The operation lists those that are."),
        429 => Named(
            status, "too-many-requests", "There are too many requests at once.", "Retry-After says when to try again."),
        431 => Named(
            status, "headers-too-large", "The request headers are too large.", "Send fewer or shorter headers."),
        503 => Named(
            status, "unavailable", "It cannot be done at this moment.", "Retry-After says when to try again."),
        >= 500 => Named(
            status, "internal-error", "Something went wrong here.", "Give the trace id to those who operate this."),
        _ => Named(status, "bad-request", "The request could not be read.", "Check it against the OpenAPI document."),
    };

    private static Problem Named(int status, string name, string title, string detail) =>
        new($"urn:supervision:problem:{name}", title, status, detail);
}

/// <summary>An answer that says why not.</summary>
internal sealed class ProblemAnswer(Problem problem) : IResult, IStatusCodeHttpResult
{
    public Problem Value => problem;

    public int? StatusCode => problem.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var answer = httpContext.Response;
        answer.StatusCode = problem.Status;
        answer.ContentType = Problems.ContentType;
        if (problem.Status is 429 or 503 && !answer.Headers.ContainsKey("Retry-After"))
            answer.Headers.RetryAfter = "1";
        return JsonSerializer.SerializeAsync(
            answer.Body, problem, GatewayJson.Readable.Problem, httpContext.RequestAborted);
    }
}
