using Supervision.Access.Keys;

namespace Supervision.Gateway.Access.Keys;

/// <summary>The key that a request was let in by, as a feature of the request.</summary>
internal sealed class KeyInUse(ApiKey key, byte[] digest, KeyLooks looks, TimeProvider time)
{
    public KeyScope Scope => key.Scope;

    /// <summary>Whether it would be let in now: for a request that goes on for long.</summary>
    public async Task<bool> StillHolds() =>
        await looks.Find(key.Id) is { } found && found.Holds(digest, time.GetUtcNow());
}
