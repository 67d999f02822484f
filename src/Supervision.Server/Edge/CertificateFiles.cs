using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Supervision.Access.Keys;

namespace Supervision.Server.Edge;

/// <summary>Certificates that an operator has in files.</summary>
internal static class CertificateFiles
{
    /// <exception cref="CannotStartException">It is no certificate that can be read.</exception>
    public static string FingerprintOf(FileInfo file) => Read(file.FullName, () =>
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(file.FullName);
        return Fingerprint.Of(certificate.RawData);
    });

    /// <summary>A certificate and its private key.</summary>
    /// <exception cref="CannotStartException">They cannot be read, or do not belong together.</exception>
    public static X509Certificate2 WithKey(string certificate, string key) =>
        Read(certificate, () => X509Certificate2.CreateFromPemFile(certificate, key));

    private static T Read<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or ArgumentException)
        {
            throw new CannotStartException($"{file} cannot be used: {unreadable.Message}", unreadable);
        }
    }
}
