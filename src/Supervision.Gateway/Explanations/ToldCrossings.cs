using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Explanations;

/// <summary>Counts rises to the line of the escalation rule that were told, beside those that are computed.</summary>
internal static class ToldCrossings
{
    private const int PageMax = 500;

    /// <summary>Over the days from one to another, both included; null when the model has no such rule.</summary>
    public static async Task<int?> Count(
        IReferentViews views, ReferentId referent, RiskModel model, DateOnly from, DateOnly to,
        CancellationToken cancellation)
    {
        if (model.Escalation is not { AtLevel: var line })
            return null;

        var (told, after) = (0, 0L);
        while (await views.Changes(after, referent, PageMax, cancellation) is { IsEmpty: false } page)
        {
            told += page.Count(change => change.ModelHash == model.Identity.Hash
                && change.From < line && change.To >= line
                && DateOnly.FromDateTime(change.At.UtcDateTime) is var day && day >= from && day <= to);
            after = page[^1].Sequence;
        }

        return told;
    }
}
