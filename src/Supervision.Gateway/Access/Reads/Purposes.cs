using System.Security.Claims;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access.Reads;

/// <summary>What a dossier is read for: the header of the request says it, else the choice of the session.</summary>
public static class Purposes
{
    public const string HeaderName = "X-Purpose";

    /// <summary>The claim with the choice of a session.</summary>
    public const string ClaimType = "purpose";

    internal static readonly HeaderKey Header = new(
        HeaderName,
        "What the dossier is read for; it is recorded. Needed unless the session has chosen a purpose.",
        $"Takes one of: {string.Join(", ", Words<ReadingPurpose>.All)}.",
        ClosedList<ReadingPurpose>.WordFor(ReadingPurpose.Supervision),
        new Regex($"^({string.Join('|', Words<ReadingPurpose>.All)})$", RegexOptions.CultureInvariant))
    { LengthMax = 32 };

    /// <summary>Makes a purpose the choice of the session that this principal stands for.</summary>
    public static ClaimsPrincipal Choose(ClaimsPrincipal principal, ReadingPurpose purpose)
    {
        Forget(principal);
        ((ClaimsIdentity)principal.Identity!).AddClaim(
            new Claim(ClaimType, ClosedList<ReadingPurpose>.WordFor(purpose)));
        return principal;
    }

    /// <summary>Takes the choice back: from then on every request says its own.</summary>
    public static ClaimsPrincipal Forget(ClaimsPrincipal principal)
    {
        foreach (var identity in principal.Identities)
        {
            foreach (var choice in identity.FindAll(ClaimType).ToArray())
                identity.RemoveClaim(choice);
        }

        return principal;
    }

    /// <summary>The choice of the session; null when it has made none.</summary>
    public static ReadingPurpose? ChosenBy(ClaimsPrincipal principal) => Read(principal.FindFirst(ClaimType)?.Value);

    /// <summary>The purpose of a request; null when it says none, or one that there is not.</summary>
    /// <param name="implied">What the operation is for when nothing is said; null when it may be for anything.</param>
    internal static ReadingPurpose? Of(HttpContext context, ReadingPurpose? implied) =>
        context.Request.Headers.TryGetValue(HeaderName, out var said)
            ? Read(said is [{ } one] ? one : null)
            : implied ?? ChosenBy(context.User);

    /// <summary>The header of an operation that is for one purpose unless another is said.</summary>
    internal static HeaderKey HeaderWith(ReadingPurpose implied) => Header with
    {
        Meaning = "What the dossier in the answer is read for; it is recorded. "
            + $"Left out it is `{ClosedList<ReadingPurpose>.WordFor(implied)}`.",
        Example = ClosedList<ReadingPurpose>.WordFor(implied),
    };

    private static ReadingPurpose? Read(string? word) =>
        ClosedList<ReadingPurpose>.TryParse(word, out var purpose) ? purpose : null;
}
