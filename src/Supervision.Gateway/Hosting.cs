using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Supervision.Gateway.Rules;

namespace Supervision.Gateway;

/// <summary>Puts the REST API into a web application.</summary>
public static class Hosting
{
    public static IServiceCollection AddSupervisionGateway(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => GatewayJson.Configure(options.SerializerOptions));
        services.AddExceptionHandler<ProblemExceptionHandler>();
        return services;
    }

    /// <summary>The rules that hold for every answer; before anything that answers.</summary>
    public static IApplicationBuilder UseSupervisionGateway(this IApplicationBuilder application)
    {
        application.UseMiddleware<ApiRules>();
        application.UseExceptionHandler(_ => { });
        return application;
    }

    /// <summary>All resources under <c>/v1</c>.</summary>
    public static IEndpointRouteBuilder MapSupervisionGateway(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1");
        v1.MapReferents();
        return routes;
    }
}
