using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;

namespace Supervision.Grains.Referents;

/// <summary>How fold and log come together: pages, unreadable facts, and what corrections are about.</summary>
internal static class HistoryReading
{
    /// <summary>Events read from the log at once.</summary>
    public const int PageMax = 1_000;

    private static readonly string Erasure = FactTypes.NameOf<PayloadsErased>();

    /// <summary>
    /// Folds events in order, reading what corrections are about from the log. What became of each event is told as it
    /// is folded; nothing in an event makes this fail.
    /// </summary>
    public static async ValueTask Fold(
        this ReferentFold fold,
        IEventLog log,
        ImmutableArray<LoggedEvent> events,
        Action<LoggedEvent, FoldOutcome> tell,
        CancellationToken cancellation)
    {
        PriorFacts? prefetched = null;
        HashSet<EventKey>? known = null;
        foreach (var logged in events)
        {
            if (logged.Position.Offset <= fold.Offset)
                continue;

            if (logged.Data.IsEmpty)
            {
                // Erased by law: as if it had never been told.
                fold.Skip(logged.Position.Offset);
                tell(logged, FoldOutcome.Skipped);
                continue;
            }

            if (!TryRead(logged, out var fact))
            {
                fold.Skip(logged.Position.Offset);
                tell(logged, FoldOutcome.Quarantined(QuarantineCodes.Unreadable));
                continue;
            }

            if (fact.Fact is PayloadsErased)
            {
                await fold.Refold(log, logged.Position.Offset, cancellation);
                tell(logged, FoldOutcome.Folded);
                continue;
            }

            var prior = PriorFacts.None;
            if (fold.NeedsPrior(fact))
            {
                if (prefetched is null)
                    (prefetched, known) = await Prefetch(fold.Id, log, events, cancellation);

                var key = Corrections.TargetOf(fact.Fact) ?? fact.Key;
                prior = known!.Contains(key) ? prefetched : await Prior(fold.Id, log, [key], cancellation);
            }

            tell(logged, fold.Fold(fact, prior));
        }
    }

    /// <summary>Reads and folds what the log holds beyond the fold; null as a limit in time means everything.</summary>
    public static async Task CatchUp(
        this ReferentFold fold,
        IEventLog log,
        DateTimeOffset? recordedUpTo,
        Action<LoggedEvent, FoldOutcome> tell,
        CancellationToken cancellation)
    {
        var subject = fold.Id.ToString();
        while (true)
        {
            var page = await log.ReadSubject(subject, fold.Offset, PageMax, cancellation);
            var wanted = recordedUpTo is { } limit ? [.. page.TakeWhile(logged => logged.RecordedAt <= limit)] : page;
            await fold.Fold(log, wanted, tell, cancellation);
            if (page.Length < PageMax || wanted.Length < page.Length)
                return;
        }
    }

    /// <summary>
    /// Every event of a history in order, and apart from those the ones that were erased: their payload is gone, or was
    /// ordered to go by an event up to <paramref name="upTo"/>.
    /// </summary>
    public static async Task<(List<LoggedEvent> Kept, List<LoggedEvent> Erased)> Events(
        ReferentId referent, IEventLog log, long upTo, CancellationToken cancellation)
    {
        var (events, orders, end) = (new List<LoggedEvent>(), new HashSet<long>(), 0L);
        var isLast = false;
        while (!isLast)
        {
            var page = await log.ReadSubject(referent.ToString(), end, PageMax, cancellation);
            foreach (var logged in page.TakeWhile(logged => logged.Position.Offset <= upTo))
            {
                events.Add(logged);
                if (logged.Type == Erasure && TryRead(logged, out var order))
                    orders.UnionWith(OffsetRanges.Read(((PayloadsErased)order.Fact).Offsets));
            }

            isLast = page.Length < PageMax;
            end = page.IsEmpty ? end : page[^1].Position.Offset;
        }

        var erased = events.ToLookup(logged => logged.Data.IsEmpty || orders.Contains(logged.Position.Offset));
        return ([.. erased[false]], [.. erased[true]]);
    }

    /// <summary>
    /// Every fact of a history that can be read, in order, the offset of the last event, and what was erased of it.
    /// </summary>
    public static async Task<(List<RecordedFact> Facts, long End, List<LoggedEvent> Erased)> All(
        ReferentId referent, IEventLog log, DateTimeOffset? recordedUpTo, CancellationToken cancellation)
    {
        // Orders of after the moment count too: what was erased since cannot be told any more.
        var (kept, erased) = await Events(referent, log, long.MaxValue, cancellation);
        var limit = recordedUpTo ?? DateTimeOffset.MaxValue;
        kept = [.. kept.TakeWhile(logged => logged.RecordedAt <= limit)];
        erased = [.. erased.Where(logged => logged.RecordedAt <= limit)];
        var end = kept.Concat(erased).Select(logged => logged.Position.Offset).DefaultIfEmpty(0).Max();
        return ([.. Readable(kept)], end, erased);
    }

    /// <summary>
    /// The facts that a fold up to an offset was made of, and how many of them have been erased since: then they can no
    /// longer be told.
    /// </summary>
    public static async Task<(List<RecordedFact> Facts, int Lost)> UpTo(
        ReferentId referent, IEventLog log, long offset, CancellationToken cancellation)
    {
        var (kept, erased) = await Events(referent, log, offset, cancellation);
        var ordered = kept
            .Where(logged => logged.Type == Erasure)
            .Select(logged => FactOf(logged))
            .OfType<PayloadsErased>()
            .SelectMany(order => OffsetRanges.Read(order.Offsets))
            .ToHashSet();
        return ([.. Readable(kept)], erased.Count(logged => !ordered.Contains(logged.Position.Offset)));
    }

    /// <summary>Folds the history again without what was erased, up to the event that ordered it.</summary>
    private static async Task Refold(
        this ReferentFold fold, IEventLog log, long upTo, CancellationToken cancellation)
    {
        var (kept, _) = await Events(fold.Id, log, upTo, cancellation);
        fold.Restart();
        await fold.Fold(log, [.. kept.Where(logged => logged.Type != Erasure)], (_, _) => { }, cancellation);
        fold.Skip(upTo);
    }

    private static async Task<(PriorFacts, HashSet<EventKey>)> Prefetch(
        ReferentId referent, IEventLog log, ImmutableArray<LoggedEvent> events, CancellationToken cancellation)
    {
        var keys = events.Select(logged => logged.Target).OfType<EventKey>().Take(LogLimits.RelatedKeysMax).ToHashSet();
        return (await Prior(referent, log, keys, cancellation), keys);
    }

    private static async Task<PriorFacts> Prior(
        ReferentId referent, IEventLog log, IReadOnlyCollection<EventKey> keys, CancellationToken cancellation)
    {
        var subject = referent.ToString();
        var all = await log.ReadRelated(subject, keys, cancellation);
        var related = all.ToLookup(logged => logged.Subject == subject);
        return new PriorFacts(Readable(related[true]), related[false].Select(logged => logged.Key));
    }

    private static IEnumerable<RecordedFact> Readable(IEnumerable<LoggedEvent> events)
    {
        foreach (var logged in events)
        {
            if (TryRead(logged, out var fact))
                yield return fact;
        }
    }

    /// <summary>What an event says; null when it cannot be read.</summary>
    public static Fact? FactOf(LoggedEvent logged) => TryRead(logged, out var fact) ? fact.Fact : null;

    private static bool TryRead(LoggedEvent logged, out RecordedFact fact)
    {
        fact = null!;
        try
        {
            fact = new RecordedFact(
                logged.Position, logged.Key, logged.Time, logged.RecordedAt,
                FactTypes.Read(logged.Type, logged.Data.Span));
            return true;
        }
        catch (FormatException)
        {
            // Expected of what was stored by another version or damaged: the caller puts it in quarantine.
            return false;
        }
    }
}
