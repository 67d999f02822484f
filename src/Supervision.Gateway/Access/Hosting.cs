using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Access;

/// <summary>Puts the question who is asking, and whether they may, before every endpoint.</summary>
public static class Hosting
{
    /// <summary>Asks the one way in whose credentials a request brings.</summary>
    public const string Scheme = "supervision";

    /// <summary>Ways in are added with <see cref="AddEntrance"/>; without any, only what is open can be used.</summary>
    internal static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, policy => policy.ForwardDefaultSelector = context => SchemeOf(
                context.RequestServices.GetRequiredService<Entrances>(), context))
            .AddScheme<AuthenticationSchemeOptions, NoCredentials>(NoCredentials.SchemeName, null);
        services.AddSingleton<Entrances>();
        services.AddAuthorization(options =>
        {
            options.DefaultPolicy = AccessRequirement.Deny;
            options.FallbackPolicy = AccessRequirement.Deny;
        });
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        return services;
    }

    /// <summary>Adds a way in; its scheme is registered with the authentication of the host.</summary>
    public static IServiceCollection AddEntrance(this IServiceCollection services, Entrance entrance) =>
        services.AddSingleton(entrance);

    /// <summary>
    /// Signs everybody in as a user of the demonstration. The host must have made sure that it listens on this machine
    /// alone; requests from elsewhere are refused all the same.
    /// </summary>
    public static IServiceCollection AddDemoSignIn(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, DemoSignIn>(DemoSignIn.SchemeName, null);
        return services.AddEntrance(new Entrance(
            DemoSignIn.SchemeName, int.MaxValue, _ => true, Challenge: null, IsAmbient: true));
    }

    /// <summary>Lets anybody use what a host maps itself.</summary>
    public static void RequireNothing(this IEndpointConventionBuilder endpoint) => endpoint.Require(AccessRule.Open);

    /// <summary>Keeps what a host maps itself to administrators.</summary>
    public static void RequireAdministrator(this IEndpointConventionBuilder endpoint) =>
        endpoint.Require(AccessRule.People(Role.Administrator));

    /// <summary>After the rules for every answer, before the endpoints.</summary>
    internal static IApplicationBuilder UseAccess(this IApplicationBuilder application)
    {
        application.UseAuthentication();
        application.UseLimits();
        application.UseMiddleware<OwnSite>();
        application.UseAuthorization();
        return application;
    }

    private static string SchemeOf(Entrances entrances, HttpContext context) =>
        entrances.Of(context)?.Scheme ?? NoCredentials.SchemeName;
}
