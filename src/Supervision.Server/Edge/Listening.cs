using Supervision.Gateway.Access;

namespace Supervision.Server.Edge;

/// <summary>Refuses to listen where others could read along: without TLS only on this machine itself.</summary>
internal static class Listening
{
    private const string Endpoints = "Kestrel:Endpoints";
    private const string Certificate = "Kestrel:Certificates:Default";

    /// <exception cref="CannotStartException">An address needs a certificate and there is none.</exception>
    public static void Check(string urls, IConfiguration configuration, EdgeSettings edge, ServerRole role)
    {
        var named = configuration.GetSection(Endpoints).GetChildren().ToArray();
        var places = named.Length > 0
            ? named.Select(endpoint => (Url: endpoint["Url"] ?? "", Own: endpoint.GetSection("Certificate").Exists()))
            : urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(url => (Url: url.Trim(), Own: false));
        foreach (var (url, own) in places)
            Check(url, own || configuration.GetSection(Certificate).Exists(), edge, role);
    }

    private static void Check(string url, bool hasCertificate, EdgeSettings edge, ServerRole role)
    {
        var isHere = ThisMachine.AreOf(url);
        if (url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            if (!hasCertificate && !(edge.DevelopmentCertificate && isHere))
                throw new CannotStartException(NoCertificate(url, edge));
        }
        else if (!isHere && !edge.BehindProxy && role != ServerRole.Silo)
        {
            // Of a silo there is nothing over HTTP but health and counts, which are open anyway.
            throw new CannotStartException(NoTls(url));
        }
    }

    private static string NoCertificate(string url, EdgeSettings edge) =>
        $"{url} needs a certificate: {Certificate}:Path and {Certificate}:KeyPath, two PEM files. "
        + (edge.DevelopmentCertificate
            ? "The development certificate is for https://127.0.0.1 and https://localhost alone."
            : $"On this machine alone {EdgeSettings.Section}:{nameof(EdgeSettings.DevelopmentCertificate)}=true makes "
                + "one.");

    private static string NoTls(string url) =>
        $"{url} is reached by others, who could read along. Listen on https:// with a certificate "
        + $"({Certificate}:Path and :KeyPath, two PEM files); or, when a proxy before this server ends TLS, say so "
        + $"with {EdgeSettings.Section}:{nameof(EdgeSettings.BehindProxy)}=true and "
        + $"{EdgeSettings.Section}:{nameof(EdgeSettings.ProxyNetworks)}:0=10.0.0.0/8.";
}
