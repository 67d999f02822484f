using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.Referents;
using Supervision.Vault;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// Cases that wait for their labels: the one place where the vault is read, within the job of a report. What leaves it
/// is counts, and of these nothing is said that tells of fewer than ten.
/// </summary>
internal sealed class VaultJoin(IVault vault, ImmutableArray<string> attributes)
{
    /// <summary>Before the name of an attribute that is from the vault, in a report.</summary>
    public const string Prefix = "vault:";

    /// <summary>Of a table: of a few that somebody chose, more is told than of a group.</summary>
    public const int ReferentsLeast = 100;

    private readonly List<(ReferentId Referent, ReportCase Case)> _waiting = [];
    private readonly HashSet<ReferentId> _known = [];

    public ImmutableArray<string> Names => [.. attributes.Select(name => Prefix + name)];

    public int Count => _waiting.Count;

    /// <summary>False of a referent that waits already: several cases of one would make it a group.</summary>
    public bool TryAdd(ReferentId referent, ReportCase read)
    {
        if (!_known.Add(referent))
            return false;

        _waiting.Add((referent, read));
        return true;
    }

    /// <summary>The cases counted with their labels, after those of the table.</summary>
    /// <param name="unlabelled">What is known beside the cases, which is taken over.</param>
    public async Task<ReportCounter> Counted(
        ReportCounter unlabelled, int ofTable, CancellationToken cancellation)
    {
        ReferentId[] referents = [.. _waiting.Select(one => one.Referent)];
        var labels = new ImmutableArray<string?>[attributes.Length];
        for (var a = 0; a < labels.Length; a++)
            labels[a] = await vault.Labels(attributes[a], referents, cancellation);

        var counter = unlabelled.Anew(ofTable + attributes.Length);
        for (var i = 0; i < referents.Length; i++)
        {
            var read = _waiting[i].Case;
            counter.Add(read with { Groups = [.. read.Groups, .. labels.Select(of => of[i] ?? "")] });
        }

        return counter;
    }
}
