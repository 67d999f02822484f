using System.Collections.Immutable;
using Supervision.Referents;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Does what another store does, but for what a test has it do otherwise.</summary>
internal abstract class PassingStore(IReferentStore store) : IReferentStore
{
    public virtual Task<long> Checkpoint(int partition, CancellationToken cancellation) =>
        store.Checkpoint(partition, cancellation);

    public virtual Task<ReferentSnapshot?> Load(ReferentId referent, CancellationToken cancellation) =>
        store.Load(referent, cancellation);

    public virtual Task<IReadOnlyDictionary<ReferentId, ReferentSnapshot>> LoadAll(
        IReadOnlyCollection<ReferentId> referents, CancellationToken cancellation) =>
        store.LoadAll(referents, cancellation);

    public virtual Task<ImmutableArray<ReferentId>> Flush(
        IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation) =>
        store.Flush(slice, cancellation);

    public Task SaveCheckpoint(int partition, long offset, CancellationToken cancellation) =>
        store.SaveCheckpoint(partition, offset, cancellation);

    public Task<ImmutableArray<ReferentId>> Due(
        int partition, DateOnly today, string? modelHash, int limit, CancellationToken cancellation) =>
        store.Due(partition, today, modelHash, limit, cancellation);

    public Task<ImmutableArray<ReferentId>> Known(
        int partition, ReferentId? after, int limit, CancellationToken cancellation) =>
        store.Known(partition, after, limit, cancellation);

    public Task<ImmutableArray<OutboxItem>> Outbox(
        int partition, long afterNumber, int limit, CancellationToken cancellation) =>
        store.Outbox(partition, afterNumber, limit, cancellation);

    public Task Done(OutboxItem item, DateTimeOffset at, CancellationToken cancellation) =>
        store.Done(item, at, cancellation);

    public Task<int> ForgetDone(
        int partition, DateTimeOffset doneBefore, int limit, CancellationToken cancellation) =>
        store.ForgetDone(partition, doneBefore, limit, cancellation);

    public Task Hold(OutboxItem item, string because, CancellationToken cancellation) =>
        store.Hold(item, because, cancellation);
}
