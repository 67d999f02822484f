using System.Collections.Immutable;
using Supervision.Referents;

namespace Supervision.Cluster.Tests.Clusters;

/// <summary>Tells a later checkpoint of one partition than is stored, so that a reader of it skips events.</summary>
internal sealed class SkippingCheckpoint(IReferentStore store, int skippedPartition, long skipTo) : IReferentStore
{
    public Task<long> Checkpoint(int partition, CancellationToken cancellation) =>
        partition == skippedPartition ? Task.FromResult(skipTo) : store.Checkpoint(partition, cancellation);

    public Task<ReferentSnapshot?> Load(ReferentId referent, CancellationToken cancellation) =>
        store.Load(referent, cancellation);

    public Task<ImmutableArray<ReferentId>> Flush(
        IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation) =>
        store.Flush(slice, cancellation);

    public Task SaveCheckpoint(int partition, long offset, CancellationToken cancellation) =>
        store.SaveCheckpoint(partition, offset, cancellation);

    public Task<ImmutableArray<ReferentId>> Due(
        int partition, DateOnly today, string? modelHash, int limit, CancellationToken cancellation) =>
        store.Due(partition, today, modelHash, limit, cancellation);

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
