using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Supervision.Server.Edge;

/// <summary>Those who sign certificates that count here, and nobody whom the machine trusts besides.</summary>
internal sealed class Authority(X509Certificate2Collection roots)
{
    /// <summary>That a certificate is for who calls, when it says what it is for.</summary>
    public static readonly Oid ClientUse = new("1.3.6.1.5.5.7.3.2");

    /// <exception cref="CannotStartException">The file has no certificate that can be read.</exception>
    public static Authority Read(string file)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException)
        {
            throw new CannotStartException($"{file} cannot be read: {unreadable.Message}", unreadable);
        }

        return roots.Count > 0
            ? new Authority(roots)
            : throw new CannotStartException($"{file} has no certificate in PEM.");
    }

    /// <summary>Whether the certificate is in time and leads to one of these.</summary>
    /// <param name="use">What it must be for; null for anything.</param>
    public bool Signed(X509Certificate2 certificate, Oid? use)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        // Whom to let in no longer is said by revoking the key, or by another authority file.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (use is not null)
            chain.ChainPolicy.ApplicationPolicy.Add(use);
        return chain.Build(certificate);
    }
}
