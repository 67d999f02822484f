using Supervision.Access.Keys;

namespace Supervision.Access.Changes;

/// <summary>What is recorded of a key: what it may, and until when; never its secret or the digest of it.</summary>
public static class KeyChanges
{
    public static AccessChanged Change(this ApiKey key, AccessChange change, string by) => new(
        change, by, Key: key.Id, Roles: key.Roles, Sources: key.Scope.Sources, Types: key.Scope.Types,
        Until: key.Secret.Until);
}
