using System.Collections.Immutable;

namespace Supervision.Log;

/// <summary>
/// The history: append-only, partitioned, hash-chained. The only source of truth; everything else is a fold of it.
/// </summary>
public interface IEventLog
{
    /// <summary>How many partitions the log has; chosen when it was created, and never changed.</summary>
    int PartitionCount { get; }

    /// <summary>
    /// Puts events on the log in one transaction, in the given order: gap-free offsets per partition, the hash chain,
    /// the idempotency key. The task ends when the transaction is durable. Concurrent calls may share a commit.
    /// </summary>
    Task<ImmutableArray<AppendOutcome>> Append(IReadOnlyList<NewEvent> events, CancellationToken cancellation);

    /// <summary>
    /// Appends the facts that a command gave, all or none. <paramref name="expectedVersion"/> is the number of events
    /// that the writer has seen under <paramref name="subject"/>; facts with another subject carry no version.
    /// </summary>
    /// <exception cref="VersionConflictException">The subject has another number of events.</exception>
    Task<ImmutableArray<AppendOutcome>> AppendFacts(
        string subject, long expectedVersion, IReadOnlyList<NewEvent> facts, CancellationToken cancellation);

    /// <summary>Events of a partition with an offset above <paramref name="afterOffset"/>, in order.</summary>
    Task<ImmutableArray<LoggedEvent>> ReadPartition(
        int partition, long afterOffset, int limit, CancellationToken cancellation);

    /// <summary>Events of one subject with an offset above <paramref name="afterOffset"/>, in order.</summary>
    Task<ImmutableArray<LoggedEvent>> ReadSubject(
        string subject, long afterOffset, int limit, CancellationToken cancellation);

    /// <summary>
    /// For each key: the event itself, under whatever subject it is, and every correction or retraction under this
    /// subject that targets it, in order of position.
    /// </summary>
    Task<ImmutableArray<LoggedEvent>> ReadRelated(
        string subject, IReadOnlyCollection<EventKey> keys, CancellationToken cancellation);

    /// <summary>The ends of all partitions.</summary>
    Task<ImmutableArray<LogHead>> Heads(CancellationToken cancellation);

    /// <summary>Ends when something was written durably where the events are; fails when it cannot be.</summary>
    Task CheckWritable(CancellationToken cancellation);

    /// <summary>Walks the chain of every partition and reports the first broken link of each, or none.</summary>
    IAsyncEnumerable<LogProof> Verify(CancellationToken cancellation);

    /// <summary>Ends when a partition may have grown past <paramref name="offset"/>; may end early.</summary>
    Task WaitBeyond(int partition, long offset, CancellationToken cancellation);

    /// <summary>How far a partition is known to reach, without asking anyone: it may reach further.</summary>
    long KnownEnd(int partition);
}

/// <summary>The result of walking one partition: how far it went, and where it broke, if it did.</summary>
/// <param name="Erased">Events whose payload was erased; their content can no longer be checked.</param>
/// <param name="ErasedAt">The first of them, at most <see cref="ErasedMax"/>.</param>
public sealed record LogProof(
    int Partition,
    long Offset,
    long Verified,
    string? BrokenBecause,
    long Erased,
    ImmutableArray<LogPosition> ErasedAt)
{
    public const int ErasedMax = 100;
}
