using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Gateway.Access.Reads;

namespace Supervision.Gateway.Access;

/// <summary>
/// Signs everybody in as a user of the demonstration, without proof: the one that the header names, or the guide. Only
/// on this machine, not through a proxy, and only where the host turned it on.
/// </summary>
internal sealed class DemoSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "demo";
    public const string UserHeader = "X-Demo-User";

    /// <summary>What its users read for when the request does not say.</summary>
    private const ReadingPurpose Purpose = ReadingPurpose.Supervision;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ThisMachine.IsOf(Context))
            return Task.FromResult(AuthenticateResult.Fail("The demonstration is for this machine alone."));

        return Task.FromResult(Chosen() is { } actor
            ? AuthenticateResult.Success(
                new AuthenticationTicket(
                Purposes.Choose(ActorClaims.Principal(actor, SchemeName), Purpose), SchemeName))
            : AuthenticateResult.Fail("There is no such user of the demonstration."));
    }

    private Actor? Chosen() => Request.Headers[UserHeader] switch
    {
        [] => DemoPeople.Guide,
        [{ } name] => DemoPeople.Find(name),
        _ => null,
    };
}
