using System.Collections.Frozen;
using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Facts;

namespace Supervision.Gateway.Access;

/// <summary>The users of the demonstration: one of each role, a second one where two are needed, services.</summary>
public static class DemoPeople
{
    /// <summary>Who asks when the request does not say: enough to paste every line of the guide to the API.</summary>
    public static readonly Actor Guide = Person(
        "demo", Role.Integrator, Role.Supervisor, Role.EscalationOfficer, Role.TeamLead, Role.Auditor);

    public static readonly ImmutableArray<Actor> All =
    [
        Guide,
        .. Enum.GetValues<Role>().Select(role => Person(NameOf(role), role)),
        Person($"{NameOf(Role.EscalationOfficer)}-2", Role.EscalationOfficer),
        Person($"{NameOf(Role.Approver)}-2", Role.Approver),
        Of("service-integrator", ActorKind.Service, Role.Integrator),
        Of("service-supervisor", ActorKind.Service, Role.Supervisor),
    ];

    private static readonly FrozenDictionary<string, Actor> ByName =
        All.ToFrozenDictionary(actor => actor.Name, StringComparer.Ordinal);

    public static Actor? Find(string name) => ByName.GetValueOrDefault(name);

    private static string NameOf(Role role) => ClosedList<Role>.WordFor(role);

    private static Actor Person(string name, params ImmutableArray<Role> roles) => Of(name, ActorKind.Person, roles);

    private static Actor Of(string name, ActorKind kind, params ImmutableArray<Role> roles) =>
        new($"user:{name}", kind, name, roles);
}
