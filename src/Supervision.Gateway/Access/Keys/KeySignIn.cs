using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Access.Keys;

namespace Supervision.Gateway.Access.Keys;

/// <summary>Lets a service in by the key in the header <c>X-Api-Key</c>.</summary>
internal sealed class KeySignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, KeyLooks looks,
    TimeProvider time)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "key";
    public const string Header = "X-Api-Key";
    public const string Challenge = $"ApiKey realm=\"supervision\", header=\"{Header}\"";

    // The same to everybody: whether a key is unknown, expired or revoked is for administrators to see.
    private static readonly AuthenticateResult Wrong = AuthenticateResult.Fail("The key does not hold.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ } text] || !KeyText.TryRead(text, out var id, out var digest))
            return Wrong;
        if (await looks.Find(id) is not { } key || !key.Holds(digest, time.GetUtcNow()))
            return Wrong;

        Context.Features.Set(new KeyInUse(key, digest, looks, time));
        return AuthenticateResult.Success(
            new AuthenticationTicket(ActorClaims.Principal(key.Actor, SchemeName), SchemeName));
    }
}
