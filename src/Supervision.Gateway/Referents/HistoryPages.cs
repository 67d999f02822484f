using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Gateway.Referents;

/// <summary>Reads a page of a history and says of every event whether it counts.</summary>
internal sealed class HistoryPages(IEventLog log, IReferentViews views)
{
    private const int QuarantinePage = 500;

    private static readonly string Retraction = FactTypes.NameOf<FactRetracted>();

    /// <summary>Events after an offset, oldest first, and the offset to go on from; null at the end.</summary>
    public async Task<(ImmutableArray<HistoryItem> Items, long? Next)> Read(
        ReferentId referent, long afterOffset, int size, CancellationToken cancellation)
    {
        var subject = referent.ToString();
        // One more than asked for tells whether there is a page after this one.
        var events = await log.ReadSubject(subject, afterOffset, size + 1, cancellation);
        long? next = events.Length > size ? events[size - 1].Position.Offset : null;
        if (events.Length > size)
            events = events[..size];

        if (events.IsEmpty)
            return ([], null);

        var quarantined = await Quarantined(referent, events[0].Position, cancellation);
        var verdicts = await Verdicts(subject, events, quarantined, cancellation);
        return ([.. events.Select(logged => HistoryItem.Of(logged, StatusOf(logged)))], next);

        EventStatus StatusOf(LoggedEvent logged) =>
            quarantined.Contains(logged.Position) ? EventStatus.Quarantined
            : verdicts.GetValueOrDefault(logged.Key, EventStatus.InEffect);
    }

    /// <summary>The last correction or retraction by position holds, unless it is in quarantine.</summary>
    private async Task<Dictionary<EventKey, EventStatus>> Verdicts(
        string subject, ImmutableArray<LoggedEvent> events, HashSet<LogPosition> quarantined,
        CancellationToken cancellation)
    {
        var keys = events.Select(logged => logged.Key).ToArray();
        var verdicts = new Dictionary<EventKey, EventStatus>();
        foreach (var related in await log.ReadRelated(subject, keys, cancellation))
        {
            if (related.Target is { } target && !quarantined.Contains(related.Position))
                verdicts[target] = related.Type == Retraction ? EventStatus.Retracted : EventStatus.Corrected;
        }

        return verdicts;
    }

    private async Task<HashSet<LogPosition>> Quarantined(
        ReferentId referent, LogPosition first, CancellationToken cancellation)
    {
        var found = new HashSet<LogPosition>();
        LogPosition? after = first with { Offset = first.Offset - 1 };
        while (after is not null)
        {
            var page = await views.Quarantined(referent, null, after, QuarantinePage, cancellation);
            found.UnionWith(page.Select(quarantined => quarantined.Position));
            after = page.Length == QuarantinePage ? page[^1].Position : null;
        }

        return found;
    }
}
