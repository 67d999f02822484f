using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Supervision.Server.Edge;

/// <summary>Where TLS ends, whose word about a client is taken, and which certificates of clients.</summary>
internal sealed class EdgeSettings
{
    public const string Section = "Supervision:Edge";

    /// <summary>A proxy before this server ends TLS, and says who the client is (default no).</summary>
    public bool BehindProxy { get; set; }

    /// <summary>The networks that proxies are in, such as 10.0.0.0/8; nobody else's word is taken.</summary>
    [MaxLength(50)]
    public string[] ProxyNetworks { get; set; } = [];

    /// <summary>A certificate made at start that nobody trusts, on this machine alone (default no).</summary>
    public bool DevelopmentCertificate { get; set; }

    /// <summary>Whether clients are asked for a certificate, which they need not have (default no).</summary>
    public bool ClientCertificates { get; set; }

    /// <summary>A PEM file with who must have signed them (default: anybody; the fingerprint counts).</summary>
    public string ClientAuthorityFile { get; set; } = "";

    /// <summary>How long a body may come slower than 100 bytes a second (default 15 s).</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:10:00")]
    public TimeSpan SlowBodyMax { get; set; } = TimeSpan.FromSeconds(15);

    public IReadOnlyList<IPNetwork> Networks => [.. ProxyNetworks.Select(network => IPNetwork.Parse(network))];

    /// <exception cref="CannotStartException">They do not fit together.</exception>
    public static EdgeSettings Of(IConfiguration configuration)
    {
        var settings = Bind(configuration);
        var errors = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), errors, true))
            throw new CannotStartException(
                string.Join(Environment.NewLine, errors.Select(error => error.ErrorMessage)));
        if (settings.ProxyNetworks.Any(network => !IPNetwork.TryParse(network, out _)))
            throw new CannotStartException(
                $"{Section}:{nameof(ProxyNetworks)} takes networks: 10.0.0.0/8, or 10.0.0.7/32 for one address.");
        if (settings.BehindProxy != settings.ProxyNetworks.Length > 0)
            throw new CannotStartException(
                $"{Section}:{nameof(BehindProxy)} goes with {Section}:{nameof(ProxyNetworks)}: the networks that the "
                + "proxies are in, such as 10.0.0.0/8. What others say of a client is not believed.");
        if (settings.ClientAuthorityFile.Length > 0 && !settings.ClientCertificates)
            throw new CannotStartException(
                $"{Section}:{nameof(ClientAuthorityFile)} does nothing without "
                + $"{Section}:{nameof(ClientCertificates)}.");
        // The framework's own switch for proxies believes everybody.
        if (configuration.GetValue("ForwardedHeaders_Enabled", false))
            throw new CannotStartException(
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED lets every client say who it is. Name the proxies instead, with "
                + $"{Section}:{nameof(BehindProxy)} and {Section}:{nameof(ProxyNetworks)}.");
        return settings;
    }

    private static EdgeSettings Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<EdgeSettings>() ?? new EdgeSettings();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new CannotStartException($"The configuration cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
