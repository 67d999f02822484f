using System.Collections.Immutable;
using Supervision.Explanations;
using Supervision.Features;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Referents;

/// <summary>Folds of referents without a silo: for exports and audits.</summary>
public static class ReferentFolds
{
    /// <summary>As a grain would have it when it becomes active: the snapshot, and the log after it.</summary>
    public static async Task<ReferentFold> Stored(
        ReferentId referent, IEventLog log, IReferentStore store, CancellationToken cancellation)
    {
        var fold = await store.Load(referent, cancellation) is { } snapshot
            && ReferentMemory.Read(referent, snapshot).Fold is { } stored
                ? stored
                : new ReferentFold(referent);
        await fold.CatchUp(log, null, (_, _) => { }, cancellation);
        return fold;
    }

    /// <summary>
    /// From the log alone, of what was recorded up to a moment or of everything; answers for every day, the earliest
    /// too.
    /// </summary>
    public static async Task<ReferentFold> Whole(
        ReferentId referent, IEventLog log, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        var (fold, _) = await Past(referent, log, knownAt, cancellation);
        return fold;
    }

    /// <summary>The same, and the times of what was erased: what the past no longer answers for.</summary>
    public static async Task<(ReferentFold Fold, ImmutableArray<DateTimeOffset> Erased)> Past(
        ReferentId referent, IEventLog log, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        var (facts, end, erased) = await HistoryReading.All(referent, log, knownAt, cancellation);
        var fold = HistoryFold.Of(referent, facts);
        fold.Skip(end);
        return (fold, [.. erased.Select(logged => logged.Time)]);
    }

    /// <summary>
    /// What can be read of a history, of what was recorded up to a moment or of everything, and its last position.
    /// </summary>
    public static async Task<(ReferentHistory History, LogPosition Position)> History(
        ReferentId referent, IEventLog log, DateTimeOffset? knownAt, CancellationToken cancellation)
    {
        var (facts, end, erased) = await HistoryReading.All(referent, log, knownAt, cancellation);
        return (
            new ReferentHistory(referent, [.. facts], [.. erased.Select(logged => logged.Time)]),
            new LogPosition(Partitions.Of(referent.ToString(), log.PartitionCount), end));
    }
}
