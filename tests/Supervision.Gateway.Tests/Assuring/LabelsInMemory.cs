using System.Collections.Immutable;
using Supervision.Referents;
using Supervision.Vault;

namespace Supervision.Gateway.Tests.Assuring;

/// <summary>A vault of a test, with labels that are no secret.</summary>
internal sealed class LabelsInMemory : IVault
{
    private readonly Dictionary<(string Attribute, ReferentId Referent), string> _labels = [];

    public Task Put(string attribute, IReadOnlyCollection<VaultLabel> labels, CancellationToken cancellation)
    {
        foreach (var (referent, label) in labels)
            _labels[(attribute, referent)] = label!;
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<string?>> Labels(
        string attribute, IReadOnlyList<ReferentId> referents, CancellationToken cancellation) =>
        Task.FromResult(referents.Select(referent => _labels.GetValueOrDefault((attribute, referent)))
            .ToImmutableArray());

    public Task<ImmutableArray<VaultAttribute>> Attributes(CancellationToken cancellation) =>
        Task.FromResult(_labels.Keys.GroupBy(key => key.Attribute)
            .Select(same => new VaultAttribute(same.Key, same.Count())).ToImmutableArray());
}
