using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Supervision.Access;
using Supervision.Gateway.Access.Reads;

namespace Supervision.Gateway.Access.People;

/// <summary>
/// What somebody reads dossiers for in one session. It is sealed in the cookie of that session and nowhere else, so it
/// ends with it, and no other session of the same person has it.
/// </summary>
internal static class PurposeChoice
{
    /// <summary>Whether the request was let in by a session; a token or a key has none to choose in.</summary>
    public static bool HasSession(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Ticket?.AuthenticationScheme
            == Sessions.SchemeName;

    /// <summary>Makes the choice, or takes it back; false when there is no session.</summary>
    public static async Task<bool> Make(HttpContext context, ReadingPurpose? purpose)
    {
        if (!HasSession(context)
            || await context.AuthenticateAsync(Sessions.SchemeName) is not { Succeeded: true } session)
            return false;

        var principal = purpose is { } chosen
            ? Purposes.Choose(session.Principal, chosen)
            : Purposes.Forget(session.Principal);
        // When the session began stays in its properties: to choose does not make it longer.
        await context.SignInAsync(Sessions.SchemeName, principal, session.Properties);
        return true;
    }
}
