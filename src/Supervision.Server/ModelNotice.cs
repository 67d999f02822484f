using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Server;

/// <summary>Says, before it happens, that a start without a model takes away the levels that one gave.</summary>
internal static class ModelNotice
{
    private const int LookedAt = 100;

    /// <summary>One line, or null when there is nothing to say.</summary>
    public static async Task<string?> Of(
        IReferentViews views, RiskModelInUse inUse, CancellationToken cancellation)
    {
        if (inUse.Model is not null)
            return null;

        var page = await views.List(
            new ReferentQuery(
                null, null, null, null, null, null, ReferentSort.ChangedDescending, null, LookedAt),
            cancellation);
        if (page.Items.Select(row => row.Risk.ModelHash).FirstOrDefault(hash => hash is not null) is not { } hash)
            return null;

        var name = RiskModels.Names.FirstOrDefault(name => RiskModels.Find(name)!.Identity.Hash == hash);
        return $"WARNING: the referents here have levels by a model ({hash}), and none is in use now: every level "
            + "becomes 'none', and each change is recorded and told. To keep the levels, stop and start with "
            + $"--model {name ?? "FILE"}.";
    }
}
