using System.Collections.Immutable;
using Supervision.Contracts.Escalations;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>
/// What came of checks, by the cases that they are: asked of the cases each time, so that an objection that was upheld
/// counts.
/// </summary>
internal sealed class CheckResults(IGrainFactory grains)
{
    private const int AtOnce = 32;

    /// <summary>The rows with their cases, in the same order; null where there is none.</summary>
    public async Task<ImmutableArray<(SelectionRow Row, EscalationView? Case)>> Of(
        IReadOnlyCollection<SelectionRow> rows, CancellationToken cancellation)
    {
        var results = ImmutableArray.CreateBuilder<(SelectionRow, EscalationView?)>(rows.Count);
        foreach (var some in rows.Chunk(AtOnce))
        {
            var cases = await Task.WhenAll(some.Select(row => CaseOf(row, cancellation)));
            results.AddRange(some.Zip(cases));
        }

        return results.DrainToImmutable();
    }

    private async Task<EscalationView?> CaseOf(SelectionRow row, CancellationToken cancellation) =>
        row.Escalation is { } id
            ? await grains.Escalation(id.Referent).View(id.Episode, cancellation)
            : null;
}
