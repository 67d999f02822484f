using System.Collections.Immutable;
using Supervision.Referents;
using Supervision.Vault;

namespace Supervision.Gateway.Tests.Ingest;

/// <summary>How it is where no vault was set up.</summary>
internal sealed class NoVault : IVault
{
    public Task Put(string attribute, IReadOnlyCollection<VaultLabel> labels, CancellationToken cancellation) =>
        throw new NoVaultException();

    public Task<ImmutableArray<string?>> Labels(
        string attribute, IReadOnlyList<ReferentId> referents, CancellationToken cancellation) =>
        throw new NoVaultException();

    public Task<ImmutableArray<VaultAttribute>> Attributes(CancellationToken cancellation) =>
        throw new NoVaultException();
}
