using System.Collections.Immutable;

namespace Supervision.Access;

/// <summary>Who is asking: a person or a service that proved who it is.</summary>
/// <param name="Id">
/// Stable and unique, with where it is known: <c>user:&lt;name&gt;</c>, <c>key:&lt;id&gt;</c>,
/// <c>oidc:&lt;provider&gt;:&lt;subject&gt;</c>; of who gives a command on the machine, <c>system:&lt;account&gt;</c>.
/// This is what is recorded.
/// </param>
/// <param name="Name">How it is shown to itself; never recorded.</param>
public sealed record Actor(string Id, ActorKind Kind, string Name, ImmutableArray<Role> Roles)
{
    public const int IdLengthMax = 128;
    public const int NameLengthMax = 100;

    public bool Has(Role role) => Roles.Contains(role);

    /// <summary>Printable ASCII without a space: what every place that records an actor can hold.</summary>
    public static bool IsId(string text) =>
        text.Length is > 0 and <= IdLengthMax && text.All(letter => letter is > ' ' and <= '~');
}
