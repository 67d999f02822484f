using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Supervision.Gateway.Access;

/// <summary>
/// Credentials that a browser brings by itself count for what changes something only when the page that asks is of
/// this same site: browsers say so in <c>Sec-Fetch-Site</c>, older ones in <c>Origin</c>.
/// </summary>
internal sealed class OwnSite(RequestDelegate next, IEnumerable<Entrance> entrances)
{
    private readonly HashSet<string> _ambient =
        [.. entrances.Where(entrance => entrance.IsAmbient).Select(entrance => entrance.Scheme)];

    public Task InvokeAsync(HttpContext context) =>
        IsSafe(context.Request.Method) || IsOfOwnSite(context.Request) || !IsAmbient(context)
            ? next(context)
            : new ProblemAnswer(Refusal()).ExecuteAsync(context);

    private static Problem Refusal() => Problems.Describe(StatusCodes.Status403Forbidden) with
    {
        Detail = "The request comes from a page of another site, by what Sec-Fetch-Site or Origin says; with a session "
            + "something is changed from pages of this server alone. Nothing was done.",
    };

    internal static bool IsOfOwnSite(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
            return site is ["same-origin"] or ["none"];

        return request.Headers.Origin is not [{ } origin]
            ? request.Headers.Origin.Count == 0
            : origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private bool IsAmbient(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket is { } ticket
        && _ambient.Contains(ticket.AuthenticationScheme);
}
