using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Access.Keys;

namespace Supervision.Gateway.Access.Keys;

/// <summary>
/// Lets a service in by the client certificate that it connected with. The host has seen to the chain; what counts
/// here is that the certificate itself is registered, in time, and not revoked.
/// </summary>
internal sealed class CertificateSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyLooks looks,
    TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "certificate";

    private static readonly AuthenticateResult Wrong = AuthenticateResult.Fail("The certificate does not hold.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var now = time.GetUtcNow();
        if (Context.Connection.ClientCertificate is not { } certificate
            || certificate.NotBefore.ToUniversalTime() > now || certificate.NotAfter.ToUniversalTime() <= now)
            return Wrong;

        var fingerprint = Fingerprint.Of(certificate.RawData);
        var digest = Convert.FromHexString(fingerprint);
        if (await looks.Find(Fingerprint.IdOf(fingerprint)) is not { } key || !key.Holds(digest, now))
            return Wrong;

        Context.Features.Set(new KeyInUse(key, digest, looks, time));
        return AuthenticateResult.Success(
            new AuthenticationTicket(ActorClaims.Principal(key.Actor, SchemeName), SchemeName));
    }
}
