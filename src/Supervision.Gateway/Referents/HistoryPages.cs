using System.Collections.Immutable;
using Supervision.Contracts.Referents;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Gateway.Referents;

/// <summary>Reads a page of a history and says of every event whether it counts.</summary>
internal sealed class HistoryPages(IEventLog log, IReferentViews views, IGrainFactory grains)
{
    private const int QuarantinePage = 500;

    private static readonly string Retraction = FactTypes.NameOf<FactRetracted>();

    /// <summary>Events after an offset, oldest first, and the offset to go on from; null at the end.</summary>
    /// <param name="shows">Which there are for the reader; pages are as full without the others.</param>
    public async Task<(ImmutableArray<HistoryItem> Items, long? Next)> Read(
        ReferentId referent, long afterOffset, int size, Func<LoggedEvent, bool> shows,
        CancellationToken cancellation)
    {
        var subject = referent.ToString();
        // One more than asked for tells whether there is a page after this one.
        ImmutableArray<LoggedEvent> events = [];
        for (var isLast = false; events.Length <= size && !isLast;)
        {
            var page = await log.ReadSubject(subject, afterOffset, size + 1, cancellation);
            isLast = page.Length <= size;
            afterOffset = isLast ? afterOffset : page[^1].Position.Offset;
            events = [.. events, .. page.Where(shows)];
        }

        long? next = events.Length > size ? events[size - 1].Position.Offset : null;
        if (events.Length > size)
            events = events[..size];

        if (events.IsEmpty)
            return ([], null);

        EventKey[] keys = [.. events.Select(logged => logged.Key)];
        var related = await log.ReadRelated(subject, keys, cancellation);
        var codes = await Quarantined(referent, FirstOf(events, related), cancellation);
        var verdicts = Verdicts(related, codes);
        return ([.. events.Select(Item)], next);

        HistoryItem Item(LoggedEvent logged) => logged.Data.IsEmpty
            ? HistoryItem.Of(logged, EventStatus.Erased, null)
            : codes.TryGetValue(logged.Position, out var code)
            ? HistoryItem.Of(logged, EventStatus.Quarantined, QuarantineReason.Of(code))
            : HistoryItem.Of(logged, verdicts.GetValueOrDefault(logged.Key, EventStatus.InEffect), null);
    }

    // A correction may have come before the event that it corrects.
    private static LogPosition FirstOf(ImmutableArray<LoggedEvent> events, ImmutableArray<LoggedEvent> related) =>
        related.IsEmpty || related[0].Position.Offset > events[0].Position.Offset
            ? events[0].Position
            : related[0].Position;

    /// <summary>The last correction or retraction by position holds, unless it is in quarantine.</summary>
    private static Dictionary<EventKey, EventStatus> Verdicts(
        ImmutableArray<LoggedEvent> related, Dictionary<LogPosition, string> quarantined)
    {
        var verdicts = new Dictionary<EventKey, EventStatus>();
        foreach (var about in related)
        {
            if (about.Target is { } target && !quarantined.ContainsKey(about.Position))
                verdicts[target] = about.Type == Retraction ? EventStatus.Retracted : EventStatus.Corrected;
        }

        return verdicts;
    }

    /// <summary>
    /// The codes of what is in quarantine, once everything read so far was folded: what the referent has not stored
    /// yet, and then what is stored, so that nothing is missed between the two.
    /// </summary>
    private async Task<Dictionary<LogPosition, string>> Quarantined(
        ReferentId referent, LogPosition first, CancellationToken cancellation)
    {
        var found = new Dictionary<LogPosition, string>();
        foreach (var fresh in await grains.Referent(referent).Quarantined(cancellation))
            found[fresh.Position] = fresh.Code;

        LogPosition? after = first with { Offset = first.Offset - 1 };
        while (after is not null)
        {
            var page = await views.Quarantined(referent, null, after, QuarantinePage, cancellation);
            foreach (var stored in page)
                found[stored.Position] = stored.Code;
            after = page.Length == QuarantinePage ? page[^1].Position : null;
        }

        return found;
    }
}
