using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Ingest;

/// <summary>Another log, with something between it and its callers.</summary>
public abstract class LogAround(IEventLog inner) : IEventLog
{
    public int PartitionCount => inner.PartitionCount;

    public virtual Task<ImmutableArray<AppendOutcome>> Append(
        IReadOnlyList<NewEvent> events, CancellationToken cancellation) => inner.Append(events, cancellation);

    public Task<ImmutableArray<AppendOutcome>> AppendFacts(
        string subject, long expectedVersion, IReadOnlyList<NewEvent> facts, CancellationToken cancellation) =>
        inner.AppendFacts(subject, expectedVersion, facts, cancellation);

    public Task<ImmutableArray<LoggedEvent>> ReadPartition(
        int partition, long afterOffset, int limit, CancellationToken cancellation) =>
        inner.ReadPartition(partition, afterOffset, limit, cancellation);

    public Task<ImmutableArray<LoggedEvent>> ReadSubject(
        string subject, long afterOffset, int limit, CancellationToken cancellation) =>
        inner.ReadSubject(subject, afterOffset, limit, cancellation);

    public Task<ImmutableArray<LoggedEvent>> ReadRelated(
        string subject, IReadOnlyCollection<EventKey> keys, CancellationToken cancellation) =>
        inner.ReadRelated(subject, keys, cancellation);

    public Task<ImmutableArray<LogHead>> Heads(CancellationToken cancellation) => inner.Heads(cancellation);

    public Task CheckWritable(CancellationToken cancellation) => inner.CheckWritable(cancellation);

    public IAsyncEnumerable<LogProof> Verify(CancellationToken cancellation) => inner.Verify(cancellation);

    public Task WaitBeyond(int partition, long offset, CancellationToken cancellation) =>
        inner.WaitBeyond(partition, offset, cancellation);

    public long KnownEnd(int partition) => inner.KnownEnd(partition);
}
