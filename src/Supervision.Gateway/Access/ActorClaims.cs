using System.Security.Claims;
using Supervision.Access;
using Supervision.Facts;

namespace Supervision.Gateway.Access;

/// <summary>An actor as the claims of a principal, and back.</summary>
public static class ActorClaims
{
    public const string IdType = "sub";
    public const string NameType = "name";
    public const string RoleType = "role";
    public const string KindType = "kind";

    /// <summary>The principal of somebody who proved, by this scheme, to be the actor.</summary>
    public static ClaimsPrincipal Principal(Actor actor, string scheme)
    {
        var identity = new ActorIdentity(scheme);
        Write(actor, identity);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Adds the claims of the actor to an identity.</summary>
    public static void Write(Actor actor, ClaimsIdentity identity)
    {
        identity.AddClaim(new Claim(IdType, actor.Id));
        identity.AddClaim(new Claim(NameType, actor.Name));
        identity.AddClaim(new Claim(KindType, ClosedList<ActorKind>.WordFor(actor.Kind)));
        foreach (var role in actor.Roles)
            identity.AddClaim(new Claim(RoleType, ClosedList<Role>.WordFor(role)));
    }

    /// <summary>The actor whose claims these are; null when nobody proved anything, or it makes no sense.</summary>
    public static Actor? Read(ClaimsPrincipal principal)
    {
        if (principal.Identity is not ClaimsIdentity { IsAuthenticated: true } identity)
            return null;
        if (identity is ActorIdentity { Read: { } known })
            return known;
        if (identity.FindFirst(IdType)?.Value is not { } id || !Actor.IsId(id)
            || !ClosedList<ActorKind>.TryParse(identity.FindFirst(KindType)?.Value, out var kind))
            return null;

        var actor = new Actor(
            id, kind, identity.FindFirst(NameType)?.Value ?? id,
            [.. identity.FindAll(RoleType).Select(claim => Parse(claim.Value)).OfType<Role>().Distinct()]);
        if (identity is ActorIdentity own)
            own.Read = actor;
        return actor;
    }

    private static Role? Parse(string word) => ClosedList<Role>.TryParse(word, out var role) ? role : null;

    /// <summary>Reads its claims once a request and not at every question.</summary>
    private sealed class ActorIdentity(string scheme) : ClaimsIdentity(scheme, NameType, RoleType)
    {
        public Actor? Read { get; set; }
    }
}
