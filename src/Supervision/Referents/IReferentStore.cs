using System.Collections.Immutable;

namespace Supervision.Referents;

/// <summary>What the grains keep beside the log. All of it can be folded again from the log.</summary>
public interface IReferentStore
{
    Task<ReferentSnapshot?> Load(ReferentId referent, CancellationToken cancellation);

    /// <summary>The snapshots of many referents, each as it was stored last; strangers are left out.</summary>
    Task<IReadOnlyDictionary<ReferentId, ReferentSnapshot>> LoadAll(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation);

    /// <summary>
    /// Stores a slice, each referent once in it, in one transaction. A referent whose stored offset is above the given
    /// one keeps everything it has, and its changes, outbox items and quarantined events are dropped with it; at an
    /// equal offset (time alone moved it) the later <c>AsOf</c> wins. A flush with an origin is dropped, however late,
    /// unless its activation was the last to store the referent, or found what is stored now when it began.
    /// </summary>
    /// <returns>
    /// The referents that lost: another activation stored something since. Nothing of theirs was stored, so their
    /// activations must begin again from what is; what is repeated after an unknown outcome does not lose.
    /// </returns>
    Task<ImmutableArray<ReferentId>> Flush(IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation);

    /// <summary>The offset up to which every event of the partition is in flushed snapshots; 0 at first.</summary>
    Task<long> Checkpoint(int partition, CancellationToken cancellation);

    /// <summary>Moves the checkpoint forward, never back.</summary>
    Task SaveCheckpoint(int partition, long offset, CancellationToken cancellation);

    /// <summary>
    /// Referents of the partition that time alone may have changed by <paramref name="today"/>, and then those that
    /// were last evaluated by another model than <paramref name="modelHash"/> (null: by any, when none is in use).
    /// </summary>
    Task<ImmutableArray<ReferentId>> Due(
        int partition, DateOnly today, string? modelHash, int limit, CancellationToken cancellation);

    /// <summary>Referents of the partition that lists show, after one, in the order of ids.</summary>
    /// <param name="after">Null from the first on.</param>
    Task<ImmutableArray<ReferentId>> Known(
        int partition, ReferentId? after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Items of the partition not yet done, oldest first, the held ones too: those with a number above the given one.
    /// </summary>
    Task<ImmutableArray<OutboxItem>> Outbox(
        int partition, long afterNumber, int limit, CancellationToken cancellation);

    /// <summary>The item was carried out at that moment; it is not offered again.</summary>
    Task Done(OutboxItem item, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>The item waits, for a stated reason; it is offered again.</summary>
    Task Hold(OutboxItem item, string because, CancellationToken cancellation);

    /// <summary>
    /// Deletes items of the partition that were done before a moment, at most so many; answers how many it deleted.
    /// </summary>
    Task<int> ForgetDone(int partition, DateTimeOffset doneBefore, int limit, CancellationToken cancellation);
}
