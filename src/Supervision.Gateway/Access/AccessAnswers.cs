using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Supervision.Gateway.Access.Pages;

namespace Supervision.Gateway.Access;

/// <summary>Says no as a problem: 401 with the ways in to nobody, 403 with the rule to somebody.</summary>
internal sealed class AccessAnswers(IEnumerable<Entrance> entrances) : IAuthorizationMiddlewareResultHandler
{
    private readonly string[] _challenges =
        [.. entrances.OrderBy(entrance => entrance.Order).Select(entrance => entrance.Challenge).OfType<string>()];

    public Task HandleAsync(
        RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        // Where nothing is mapped nothing can be denied: the answer is 404, or 405 with the methods that there are.
        if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint)
            return next(context);

        if (ActorClaims.Read(context.User) is not null)
            return Forbidden(context, policy);
        if (context.GetEndpoint()!.Metadata.GetMetadata<PageMark>() is null)
            return Unknown(context);

        var back = Uri.EscapeDataString(context.Request.Path + context.Request.QueryString);
        context.Response.Redirect($"{SignInPages.Path}?{ReturnPath.Key}={back}");
        return Task.CompletedTask;
    }

    private Task Unknown(HttpContext context)
    {
        var failed = context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Failure is not null;
        foreach (var challenge in _challenges.DefaultIfEmpty(Challenges.Bearer))
        {
            context.Response.Headers.Append(
                "WWW-Authenticate",
                failed && challenge == Challenges.Bearer ? $"{challenge}, error=\"invalid_token\"" : challenge);
        }

        return Problems.Of(StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    private static Task Forbidden(HttpContext context, AuthorizationPolicy policy)
    {
        var problem = Problems.Describe(StatusCodes.Status403Forbidden);
        return new ProblemAnswer(policy.Requirements.OfType<AccessRequirement>().FirstOrDefault() is { } requirement
            && !requirement.Rule.Roles.IsEmpty
                ? problem with { Detail = requirement.Rule.InWords() }
                : problem).ExecuteAsync(context);
    }
}
