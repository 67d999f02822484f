using System.Collections.Immutable;
using Supervision.Referents;

namespace Supervision.Vault;

/// <summary>
/// Group labels of referents, in a store of its own under a key of its own. Labels come out to an assurance job and
/// nowhere else; no feature, model or grain has a way here, and a test holds that.
/// </summary>
public interface IVault
{
    /// <summary>Sets labels; one that is null is taken away.</summary>
    Task Put(string attribute, IReadOnlyCollection<VaultLabel> labels, CancellationToken cancellation);

    /// <summary>The label of each referent, in their order; null where there is none.</summary>
    Task<ImmutableArray<string?>> Labels(
        string attribute, IReadOnlyList<ReferentId> referents, CancellationToken cancellation);

    /// <summary>Which attributes there are, and how many referents have a label of each.</summary>
    Task<ImmutableArray<VaultAttribute>> Attributes(CancellationToken cancellation);
}

/// <summary>The group of one referent.</summary>
/// <param name="Label">Null takes it away.</param>
public sealed record VaultLabel(ReferentId Referent, string? Label);

/// <summary>What groups are told apart by.</summary>
public sealed record VaultAttribute(string Name, long Count)
{
    public const int NameLengthMax = 80;
    public const int LabelLengthMax = 80;
    public const string NamePattern = "^[a-z0-9]+(-[a-z0-9]+)*$";
}

/// <summary>No vault was set up here.</summary>
public sealed class NoVaultException() : Exception("No vault was set up here.");
