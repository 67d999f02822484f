using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Tests.Models;

/// <summary>A log that counts how often a subject is read, and can be slow to answer.</summary>
internal sealed class AskedLog(IEventLog log) : IEventLog
{
    public int Reads { get; private set; }

    public Action? Before { get; init; }

    public TaskCompletionSource? Hangs { get; set; }

    public TaskCompletionSource IsAsked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int PartitionCount => log.PartitionCount;

    public async Task<ImmutableArray<LoggedEvent>> ReadSubject(
        string subject, long afterOffset, int limit, CancellationToken cancellation)
    {
        Reads++;
        Before?.Invoke();
        if (Hangs is { } hangs)
        {
            IsAsked.TrySetResult();
            await hangs.Task;
        }

        return await log.ReadSubject(subject, afterOffset, limit, cancellation);
    }

    public Task<ImmutableArray<AppendOutcome>> Append(
        IReadOnlyList<NewEvent> events, CancellationToken cancellation) => log.Append(events, cancellation);

    public Task<ImmutableArray<AppendOutcome>> AppendFacts(
        string subject, long expectedVersion, IReadOnlyList<NewEvent> facts, CancellationToken cancellation) =>
        log.AppendFacts(subject, expectedVersion, facts, cancellation);

    public Task<ImmutableArray<LoggedEvent>> ReadPartition(
        int partition, long afterOffset, int limit, CancellationToken cancellation) =>
        log.ReadPartition(partition, afterOffset, limit, cancellation);

    public Task<ImmutableArray<LoggedEvent>> ReadRelated(
        string subject, IReadOnlyCollection<EventKey> keys, CancellationToken cancellation) =>
        log.ReadRelated(subject, keys, cancellation);

    public Task<ImmutableArray<LogHead>> Heads(CancellationToken cancellation) => log.Heads(cancellation);

    public Task CheckWritable(CancellationToken cancellation) => log.CheckWritable(cancellation);

    public IAsyncEnumerable<LogProof> Verify(CancellationToken cancellation) => log.Verify(cancellation);

    public long KnownEnd(int partition) => log.KnownEnd(partition);

    public Task WaitBeyond(int partition, long offset, CancellationToken cancellation) =>
        log.WaitBeyond(partition, offset, cancellation);
}
