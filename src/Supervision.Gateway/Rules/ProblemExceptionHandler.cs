using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Supervision.Log;

namespace Supervision.Gateway.Rules;

/// <summary>
/// What was not foreseen: 503 when trying again may help, 500 when not; with a trace id and nothing about the inside.
/// </summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
            return true; // Nobody is there to answer.

        var status = exception switch
        {
            BadHttpRequestException refused => refused.StatusCode,
            // So wraps who reads a form what the server says of its body.
            { InnerException: BadHttpRequestException refused } => refused.StatusCode,
            StoreUnavailableException or TimeoutException or VersionConflictException or OrleansException
                or OperationCanceledException => StatusCodes.Status503ServiceUnavailable,
            DbException { IsTransient: true } or { InnerException: DbException { IsTransient: true } } =>
                StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        var problem = Problems.Describe(status);
        if (status >= 500)
        {
            problem = problem with { TraceId = Activity.Current?.Id ?? httpContext.TraceIdentifier };
            LogFailed(problem.TraceId, status, exception);
        }

        await new ProblemAnswer(problem).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(4001, LogLevel.Error, "Request {TraceId} ended with status {Status}.")]
    private partial void LogFailed(string traceId, int status, Exception exception);
}
