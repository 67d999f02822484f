using System.Collections.Immutable;
using Supervision.Access;

namespace Supervision.Gateway.Access;

/// <summary>Who may use an operation. Part of every <see cref="OpenApi.Operation"/>; what has none is denied.</summary>
internal sealed record AccessRule
{
    private AccessRule()
    {
    }

    /// <summary>Anybody, without credentials.</summary>
    public static readonly AccessRule Open = new() { IsOpen = true, Services = true };

    /// <summary>Everybody who proved who they are, whatever their roles.</summary>
    public static readonly AccessRule SignedIn = new() { IsForAllRoles = true, Services = true };

    /// <summary>Everybody who proved to be a person, whatever their roles.</summary>
    public static readonly AccessRule AnyPerson = new() { IsForAllRoles = true };

    /// <summary>
    /// Everybody but those who judge cases and do nothing else: which model selects is not theirs to know.
    /// </summary>
    public static readonly AccessRule NotOfficers = new()
    {
        Roles = [.. Enum.GetValues<Role>().Where(role => role != Role.EscalationOfficer)],
        Services = true,
    };

    public bool IsOpen { get; private init; }

    public bool IsForAllRoles { get; private init; }

    /// <summary>One of these is needed.</summary>
    public ImmutableArray<Role> Roles { get; private init; } = [];

    /// <summary>Whether a service that has the role may, or people alone.</summary>
    public bool Services { get; private init; }

    /// <summary>What it shows of dossiers.</summary>
    public DossierReading Reads { get; private init; }

    /// <summary>What a request that says no purpose reads for, because acting on it can be for nothing else.</summary>
    public ReadingPurpose? ImpliedPurpose { get; private init; }

    /// <summary>People with one of these roles.</summary>
    public static AccessRule People(params ImmutableArray<Role> roles) => new() { Roles = roles };

    public AccessRule AndServices() => this with { Services = true };

    public AccessRule Reading(DossierReading dossiers) => this with { Reads = dossiers };

    /// <summary>Of a command whose answer shows one dossier.</summary>
    public AccessRule ShowingFor(ReadingPurpose purpose) =>
        this with { Reads = DossierReading.One, ImpliedPurpose = purpose };

    public bool Allows(Actor actor) =>
        (Services || actor.Kind == ActorKind.Person)
        && (IsForAllRoles || actor.Roles.Any(role => Roles.Contains(role)));

    /// <summary>The rule in a sentence, for the document and for a refusal.</summary>
    public string InWords()
    {
        if (IsOpen)
            return "Open to anybody.";
        if (IsForAllRoles)
            return Services ? "Needs a sign-in or a key, with any role." : "Needs a person who is signed in.";

        var roles = string.Join(", ", Roles.Select(role => $"`{Requests.Words<Role>.TextOf(role)}`"));
        return $"Needs {(Roles.Length == 1 ? "the role" : "one of the roles")} {roles}; "
            + (Services ? "a service that has it may." : "people only.");
    }
}
