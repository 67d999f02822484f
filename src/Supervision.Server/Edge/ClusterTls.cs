using System.Security.Cryptography.X509Certificates;
using Orleans.Connections.Security;

namespace Supervision.Server.Edge;

/// <summary>
/// Mutual TLS between silos, and between gateways and silos: both sides show a certificate of the one authority of the
/// cluster. Names are not looked at, because processes come and go; so that authority signs for nothing else.
/// </summary>
internal sealed class ClusterTls
{
    public const string Section = "Supervision:Cluster:Tls";

    /// <summary>The certificate of this process, PEM. Without any of the three, connections are plain.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>Its private key, PEM.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Who signed those of all processes, PEM.</summary>
    public string AuthorityFile { get; set; } = "";

    private string[] Files => [CertificateFile, KeyFile, AuthorityFile];

    /// <exception cref="CannotStartException">A file is missing or cannot be read.</exception>
    public static Action<TlsOptions>? Of(IConfiguration configuration)
    {
        var files = configuration.GetSection(Section).Get<ClusterTls>() ?? new ClusterTls();
        if (files.Files.All(file => file.Length == 0))
            return null;
        if (files.Files.Any(file => file.Length == 0))
            throw new CannotStartException(
                $"{Section} takes three files together: {nameof(CertificateFile)}, {nameof(KeyFile)} and "
                + $"{nameof(AuthorityFile)}.");

        var own = CertificateFiles.WithKey(files.CertificateFile, files.KeyFile);
        var authority = Authority.Read(files.AuthorityFile);
        if (!authority.Signed(own, null))
            throw new CannotStartException(
                $"{files.CertificateFile} is out of date or not of {files.AuthorityFile}: others would refuse it.");

        return options => Configure(options, own, authority);
    }

    private static void Configure(TlsOptions options, X509Certificate2 own, Authority authority)
    {
        options.LocalCertificate = own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => authority.Signed(certificate, null);
    }
}
