using System.Collections.Immutable;
using Supervision.Vault;

namespace Supervision.Sql.Vault;

/// <summary>The rows of the vault as a database keeps them: bytes that say nothing without the key.</summary>
internal interface IVaultRows
{
    /// <summary>The wrapped key; the given one when there was none. Of two that come first, one wins.</summary>
    Task<(string KeyId, byte[] Wrapped)> Key((string KeyId, byte[] Wrapped) first, CancellationToken cancellation);

    /// <summary>Null while the vault has none.</summary>
    Task<(string KeyId, byte[] Wrapped)?> Key(CancellationToken cancellation);

    /// <summary>Sets or, where the label is null, takes away; all or none.</summary>
    Task Put(
        string attribute, IReadOnlyList<(byte[] Referent, byte[]? Label)> rows, CancellationToken cancellation);

    /// <summary>The labels of referents, in their order; null where there is none.</summary>
    Task<ImmutableArray<byte[]?>> Find(
        string attribute, IReadOnlyList<byte[]> referents, CancellationToken cancellation);

    Task<ImmutableArray<VaultAttribute>> Attributes(CancellationToken cancellation);
}
