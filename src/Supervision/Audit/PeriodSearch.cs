using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Audit;

/// <summary>Finds the referents of which something was recorded, or a level was told, in a period.</summary>
internal sealed class PeriodSearch(IEventLog log, IReferentViews views, int referentsMax)
{
    private const int PageMax = 4_000;

    /// <summary>In the order of their ids; one more than there may be when there are too many.</summary>
    public async Task<IReadOnlyCollection<ReferentId>> In(
        DateTimeOffset from, DateTimeOffset until, ImmutableArray<LogHead> heads, CancellationToken cancellation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var head in heads)
            await Recorded(found, head, from, until, cancellation);
        await Told(found, from, until, cancellation);
        return [.. found.Select(text => ReferentId.Parse(text))];
    }

    private async Task Recorded(
        SortedSet<string> found, LogHead head, DateTimeOffset from, DateTimeOffset until,
        CancellationToken cancellation)
    {
        var after = await LastBefore(head, from, cancellation);
        while (after < head.Offset && found.Count <= referentsMax)
        {
            var page = await log.ReadPartition(head.Partition, after, PageMax, cancellation);
            foreach (var logged in page)
            {
                if (logged.RecordedAt >= until || logged.Position.Offset > head.Offset)
                    return;
                if (IsOfReferent(logged.Subject) && found.Count <= referentsMax)
                    found.Add(logged.Subject);
            }

            if (page.IsEmpty)
                return;
            after = page[^1].Position.Offset;
        }
    }

    /// <summary>The last offset before a moment: in a partition times of recording do not go back.</summary>
    private async Task<long> LastBefore(LogHead head, DateTimeOffset moment, CancellationToken cancellation)
    {
        var (low, high) = (0L, head.Offset);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            var at = await log.ReadPartition(head.Partition, middle - 1, 1, cancellation);
            if (at is [{ RecordedAt: var recorded }] && recorded < moment)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>Levels change by time as well, with nothing recorded; so all changes are looked through.</summary>
    private async Task Told(
        SortedSet<string> found, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        var after = 0L;
        while (found.Count <= referentsMax
            && await views.Changes(after, null, PageMax, cancellation) is { IsEmpty: false } page)
        {
            foreach (var told in page)
            {
                if (told.At >= from && told.At < until && found.Count <= referentsMax)
                    found.Add(told.Referent.ToString());
            }

            after = page[^1].Sequence;
        }
    }

    private static bool IsOfReferent(string subject) =>
        ReferentId.TryParse(subject, null, out _) && !OwnSubjects.Has(subject);
}
