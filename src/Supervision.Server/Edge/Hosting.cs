using System.Security.Authentication;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Supervision.Gateway.Access.Keys;

namespace Supervision.Server.Edge;

/// <summary>Where the network begins: TLS, proxies, and the limits of a connection.</summary>
internal static class Hosting
{
    /// <exception cref="CannotStartException">It would be open to those who read along.</exception>
    public static void AddEdge(this WebApplicationBuilder builder, string urls, ServerRole role)
    {
        var edge = EdgeSettings.Of(builder.Configuration);
        Listening.Check(urls, builder.Configuration, edge, role);
        var authority = edge.ClientAuthorityFile.Length > 0 ? Authority.Read(edge.ClientAuthorityFile) : null;
        builder.Services.AddSingleton(edge);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            Limit(kestrel, edge);
            kestrel.ConfigureHttpsDefaults(https => Secure(https, edge, builder.Configuration, authority));
        });
        if (edge.BehindProxy)
            builder.Services.Configure<ForwardedHeadersOptions>(forwarded => Believe(forwarded, edge));
        if (edge.ClientCertificates && role != ServerRole.Silo)
            builder.Services.AddSupervisionCertificates();
        // Of a request these say the query, in which the link is that sets up an account, and the path, which may be
        // anything that a client put there by mistake.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Routing", LogLevel.Warning);
    }

    /// <summary>Before everything that asks where a request comes from.</summary>
    public static void UseEdge(this WebApplication application)
    {
        if (application.Services.GetRequiredService<EdgeSettings>().BehindProxy)
            application.UseForwardedHeaders();
    }

    private static void Secure(
        HttpsConnectionAdapterOptions https, EdgeSettings edge, ConfigurationManager configuration,
        Authority? authority)
    {
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
        if (edge.DevelopmentCertificate && !configuration.GetSection("Kestrel:Certificates:Default").Exists())
            https.ServerCertificate = DevelopmentCertificate.Make(MachineClock.Time.GetUtcNow());
        if (!edge.ClientCertificates)
            return;

        https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
        https.ClientCertificateValidation = (certificate, _, _) =>
            authority is null || authority.Signed(certificate, Authority.ClientUse);
    }

    /// <summary>The nearest proxy's word about address and scheme; never about the name of the server.</summary>
    private static void Believe(ForwardedHeadersOptions forwarded, EdgeSettings edge)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = 1;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in edge.Networks)
            forwarded.KnownIPNetworks.Add(network);
    }

    /// <summary>An endpoint that takes more says so itself; a stream of events has no end to measure.</summary>
    private static void Limit(KestrelServerOptions kestrel, EdgeSettings edge)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.MaxConcurrentConnections = 1_000;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(100, edge.SlowBodyMax);
        kestrel.Limits.MinResponseDataRate = new MinDataRate(100, TimeSpan.FromSeconds(15));
    }
}
