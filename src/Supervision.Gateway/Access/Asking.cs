using Microsoft.AspNetCore.Http;
using Supervision.Access;

namespace Supervision.Gateway.Access;

/// <summary>Who is asking, for an endpoint.</summary>
internal static class Asking
{
    /// <summary>Only behind a rule that is not open.</summary>
    /// <exception cref="InvalidOperationException">Nobody proved anything: the endpoint has no rule.</exception>
    public static Actor Actor(this HttpContext context) =>
        ActorClaims.Read(context.User)
            ?? throw new InvalidOperationException("Nobody is signed in behind this endpoint.");
}
