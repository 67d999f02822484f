using Microsoft.AspNetCore.Authorization;

namespace Supervision.Gateway.Access;

/// <summary>An <see cref="AccessRule"/> as the framework's authorization asks for it.</summary>
internal sealed class AccessRequirement(AccessRule rule)
    : AuthorizationHandler<AccessRequirement>, IAuthorizationRequirement
{
    public AccessRule Rule => rule;

    /// <summary>Denies whatever has no rule of its own.</summary>
    public static AuthorizationPolicy Deny { get; } = PolicyOf(AccessRule.People());

    public static AuthorizationPolicy PolicyOf(AccessRule rule) => new([new AccessRequirement(rule)], []);

    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context, AccessRequirement requirement)
    {
        if (ActorClaims.Read(context.User) is { } actor && requirement.Rule.Allows(actor))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
