using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Replays;

/// <summary>Which referents the log has, in the order of their ids, a page at a time.</summary>
internal static class ReplayWalk
{
    /// <summary>The referents among the next subjects, and where the page ended; null at the end.</summary>
    public static async Task<(IReadOnlyList<ReferentId> Referents, string? Next)> Page(
        IPayloadErasure subjects, string after, CancellationToken cancellation)
    {
        var page = await subjects.Subjects(
            after, DateTimeOffset.MaxValue, IPayloadErasure.BatchMax, cancellation);
        return (
            [.. page.Where(subject => !EscalationId.TryParseSubject(subject, out _))
                .Select(subject => ReferentId.TryParse(subject, null, out var id) ? id : (ReferentId?)null)
                .OfType<ReferentId>()],
            page.Length < IPayloadErasure.BatchMax ? null : page[^1]);
    }
}
