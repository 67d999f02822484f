using System.Collections.Immutable;

namespace Supervision.Access;

/// <summary>Which roles one person, or one service, must not have together.</summary>
public static class SeparationOfDuties
{
    /// <summary>The roles that a service can be given: it sends and reads, and decides nothing.</summary>
    public static readonly ImmutableArray<Role> OfServices = [Role.Integrator, Role.Supervisor, Role.Auditor];

    /// <summary>Why these roles do not go together; null when they do.</summary>
    public static Refusal? Check(ActorKind kind, IReadOnlyCollection<Role> roles)
    {
        if (kind == ActorKind.Service && roles.Except(OfServices).Any())
            return new Refusal("role-not-for-services", "A service sends and reads; it cannot be given this role.");
        if (roles.Contains(Role.VaultKeeper) && roles.Contains(Role.ModelOwner))
            return new Refusal("vault-and-model", "Who keeps the vault cannot own a model.");
        if (roles.Contains(Role.Administrator) && roles.Any(role => role != Role.Administrator))
            return new Refusal(
                "administrator-alone", "An administrator gives access and reads no dossiers, so has no other role.");

        return null;
    }
}
