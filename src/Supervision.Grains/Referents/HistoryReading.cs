using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Referents;

/// <summary>How fold and log come together: pages, unreadable facts, and what corrections are about.</summary>
internal static class HistoryReading
{
    /// <summary>Events read from the log at once.</summary>
    public const int PageMax = 1_000;

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

            if (!TryRead(logged, out var fact))
            {
                fold.Skip(logged.Position.Offset);
                tell(logged, FoldOutcome.Quarantined(QuarantineCodes.Unreadable));
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

    /// <summary>Every fact of a history that can be read, in order, and the offset of the last event.</summary>
    public static async Task<(List<RecordedFact> Facts, long End)> All(
        ReferentId referent, IEventLog log, DateTimeOffset? recordedUpTo, CancellationToken cancellation)
    {
        var (facts, end) = (new List<RecordedFact>(), 0L);
        while (true)
        {
            var page = await log.ReadSubject(referent.ToString(), end, PageMax, cancellation);
            var wanted = recordedUpTo is { } limit ? [.. page.TakeWhile(logged => logged.RecordedAt <= limit)] : page;
            facts.AddRange(Readable(wanted));
            end = wanted.IsEmpty ? end : wanted[^1].Position.Offset;
            if (page.Length < PageMax || wanted.Length < page.Length)
                return (facts, end);
        }
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
