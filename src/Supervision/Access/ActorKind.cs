using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Access;

/// <summary>Whether a human is asking. A service can never decide.</summary>
[JsonConverter(typeof(ClosedList<ActorKind>))]
public enum ActorKind
{
    Person,
    Service,
}
