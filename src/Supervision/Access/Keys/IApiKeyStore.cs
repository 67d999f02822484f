using System.Collections.Immutable;

namespace Supervision.Access.Keys;

/// <summary>Where keys are kept. Each call looks at the database itself, and at nothing remembered.</summary>
public interface IApiKeyStore
{
    /// <summary>Keeps a new key; false when there are as many as there may be.</summary>
    Task<bool> Add(ApiKey key, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Those of the ids that there are, as they are at one moment after the call.</summary>
    Task<ImmutableArray<ApiKey>> Find(IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>By id, after an id; revoked and expired ones too.</summary>
    Task<ImmutableArray<ApiKey>> List(string? after, int count, CancellationToken cancellation);

    /// <summary>Keeps the secrets of a rotated key; false when it was rotated or revoked in the meantime.</summary>
    /// <param name="before">The key as it was.</param>
    Task<bool> Rotate(ApiKey before, ApiKey after, CancellationToken cancellation);

    /// <summary>Ends a key for good; does nothing when it was ended before, or is not there.</summary>
    Task Revoke(string id, KeyRevocation revocation, CancellationToken cancellation);
}
