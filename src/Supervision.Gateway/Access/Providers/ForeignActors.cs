using System.Security.Claims;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Facts;

namespace Supervision.Gateway.Access.Providers;

/// <summary>Who somebody is here whom a provider vouches for.</summary>
internal sealed partial class ForeignActors(IOptions<ProviderOptions> options, ILogger<ForeignActors> logger)
{
    /// <summary>Null when the claims name nobody whom a record could hold.</summary>
    /// <param name="isPerson">Known already because somebody sat at a page; else a claim must say so.</param>
    public Actor? Of(ClaimsPrincipal principal, bool isPerson)
    {
        var provider = options.Value;
        if (principal.FindFirstValue("sub") is not { Length: > 0 } subject)
            return null;

        var id = $"oidc:{provider.Name}:{subject}";
        if (!Actor.IsId(id))
            return null;

        var kind = isPerson || principal.HasClaim(claim => claim.Type == provider.PersonClaim)
            ? ActorKind.Person
            : ActorKind.Service;
        var roles = RolesOf(principal, provider);
        if (SeparationOfDuties.Check(kind, roles) is { } refusal)
        {
            // Let in without any: which of them to leave out is not ours to choose.
            LogRolesRefused(id, refusal.Code);
            roles = [];
        }

        var name = principal.FindFirstValue("name") ?? principal.FindFirstValue("preferred_username") ?? subject;
        return new Actor(id, kind, name[..Math.Min(name.Length, Actor.NameLengthMax)], [.. roles]);
    }

    private static Role[] RolesOf(ClaimsPrincipal principal, ProviderOptions provider) =>
    [
        .. principal.FindAll(provider.RoleClaim)
            .Select(claim => provider.Roles.GetValueOrDefault(claim.Value))
            .Select(word => ClosedList<Role>.TryParse(word, out var role) ? role : (Role?)null)
            .OfType<Role>().Distinct(),
    ];

    [LoggerMessage(4010, LogLevel.Information, "{Actor} has roles that do not go together ({Code}), and gets none.")]
    private partial void LogRolesRefused(string actor, string code);
}
