using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Gateway.Access.Changes;

namespace Supervision.Gateway.Access.Keys;

/// <summary>Lets services in by keys.</summary>
public static class Hosting
{
    /// <summary>The store of keys must be registered by the host.</summary>
    public static IServiceCollection AddSupervisionKeys(this IServiceCollection services)
    {
        services.TryAddSingleton<AccessRecorder>();
        services.AddSingleton<KeyLooks>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeySignIn>(KeySignIn.SchemeName, null);
        return services.AddEntrance(new Entrance(
            KeySignIn.SchemeName, 20, context => context.Request.Headers.ContainsKey(KeySignIn.Header),
            KeySignIn.Challenge));
    }

    /// <summary>
    /// Lets services in by the certificate that they connect with too, where the host asks clients for one. A browser
    /// brings it by itself, so it comes after a session.
    /// </summary>
    public static IServiceCollection AddSupervisionCertificates(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, CertificateSignIn>(
            CertificateSignIn.SchemeName, null);
        return services.AddEntrance(new Entrance(
            CertificateSignIn.SchemeName, 110, context => context.Connection.ClientCertificate is not null,
            Challenge: null, IsAmbient: true));
    }

    /// <summary>The operations on keys.</summary>
    public static IEndpointRouteBuilder MapSupervisionKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/v1").MapKeys();
        return routes;
    }
}
