using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.People;
using Supervision.Gateway.Access.Providers;
using Supervision.Inboxes;

namespace Supervision.Gateway.Inboxes;

/// <summary>Whether somebody is there to be given a case, and may act on it.</summary>
internal sealed class Officers(
    IServiceScopeFactory scopes, IAuthenticationSchemeProvider schemes, IOptions<ProviderOptions> provider)
{
    private const string Prefix = "user:";

    /// <summary>Why this person can be given no case; null when one can.</summary>
    /// <param name="pointer">The member of the body that names the person; null where none does.</param>
    public async Task<Refusal?> WhyNot(string officer, string? pointer)
    {
        if (IsVouchedFor(officer))
            return null; // Only its provider knows which roles somebody has who comes from there.

        return await RolesOf(officer) switch
        {
            null => new Refusal("officer-unknown", "Nobody here who can sign in has this id.", pointer),
            { } roles when !roles.Contains(Role.EscalationOfficer) => new Refusal(
                "not-an-officer", "This person does not have the role `escalation-officer`.", pointer),
            _ => null,
        };
    }

    /// <summary>Why one of these can be given no case; null when each can.</summary>
    /// <param name="names">Whether a member of the body names each.</param>
    public async Task<Refusal?> WhyNot(Inbox inbox, bool names)
    {
        foreach (var (index, member) in inbox.Members.Index())
        {
            if (await WhyNot(member.Officer, names ? $"/members/{index}/officer" : null) is { } refusal)
                return names ? refusal : refusal with { Message = $"{member.Officer}: {refusal.Message}" };
        }

        return null;
    }

    private bool IsVouchedFor(string officer) =>
        provider.Value.Authority.Length > 0 && Actor.IsId(officer)
        && officer.StartsWith($"oidc:{provider.Value.Name}:", StringComparison.Ordinal);

    private async Task<IReadOnlyCollection<Role>?> RolesOf(string officer)
    {
        if (!officer.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var name = officer[Prefix.Length..];
        if (await schemes.GetSchemeAsync(DemoSignIn.SchemeName) is not null
            && DemoPeople.Find(name) is { Kind: ActorKind.Person } demo)
            return demo.Roles;
        if (!AccountNames.IsName(name))
            return null;

        await using var scope = scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        return await users.FindByNameAsync(name) is { } account && !Sessions.IsDisabled(account)
            ? [.. (await users.GetClaimsAsync(account)).Select(RoleOf).OfType<Role>()]
            : null;
    }

    private static Role? RoleOf(Claim claim) =>
        claim.Type == ActorClaims.RoleType && ClosedList<Role>.TryParse(claim.Value, out var role) ? role : null;
}
