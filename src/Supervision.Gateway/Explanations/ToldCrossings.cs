using Supervision.Escalations;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Explanations;

/// <summary>Counts rises to the line of the escalation rule that were told, beside those that are computed.</summary>
internal static class ToldCrossings
{
    /// <summary>Over the days from one to another, both included; null when the model has no such rule.</summary>
    public static async Task<int?> Count(
        IReferentViews views, ReferentId referent, RiskModel model, DateOnly from, DateOnly to,
        CancellationToken cancellation)
    {
        if (model.Escalation is null)
            return null;

        var told = 0;
        await foreach (var page in views.ChangesInPages(referent, cancellation))
        {
            told += page.Count(change => change.ModelHash == model.Identity.Hash
                && EscalationTrigger.Fires(model, change.From, change.To)
                && DateOnly.FromDateTime(change.At.UtcDateTime) is var day && day >= from && day <= to);
        }

        return told;
    }
}
