using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Gateway.Tests.Ingest;

/// <summary>A log whose server is away whenever a test says so.</summary>
public sealed class LogThatGoesAway(IEventLog log) : IEventLog
{
    private volatile bool _isAway;
    private int _appendsLeft;

    public int PartitionCount => log.PartitionCount;

    /// <summary>From the append after so many more.</summary>
    public void GoAway(int afterAppends = 0)
    {
        _appendsLeft = afterAppends;
        _isAway = true;
    }

    public void ComeBack() => _isAway = false;

    public Task<ImmutableArray<AppendOutcome>> Append(IReadOnlyList<NewEvent> events, CancellationToken cancellation)
    {
        if (_isAway && Interlocked.Decrement(ref _appendsLeft) < 0)
            throw new StoreUnavailableException("The server is away.");
        return log.Append(events, cancellation);
    }

    public Task<ImmutableArray<AppendOutcome>> AppendFacts(
        string subject, long expectedVersion, IReadOnlyList<NewEvent> facts, CancellationToken cancellation) =>
        log.AppendFacts(subject, expectedVersion, facts, cancellation);

    public Task<ImmutableArray<LoggedEvent>> ReadPartition(
        int partition, long afterOffset, int limit, CancellationToken cancellation) =>
        log.ReadPartition(partition, afterOffset, limit, cancellation);

    public Task<ImmutableArray<LoggedEvent>> ReadSubject(
        string subject, long afterOffset, int limit, CancellationToken cancellation) =>
        log.ReadSubject(subject, afterOffset, limit, cancellation);

    public Task<ImmutableArray<LoggedEvent>> ReadRelated(
        string subject, IReadOnlyCollection<EventKey> keys, CancellationToken cancellation) =>
        log.ReadRelated(subject, keys, cancellation);

    public Task<ImmutableArray<LogHead>> Heads(CancellationToken cancellation) => log.Heads(cancellation);

    public IAsyncEnumerable<LogProof> Verify(CancellationToken cancellation) => log.Verify(cancellation);

    public Task WaitBeyond(int partition, long offset, CancellationToken cancellation) =>
        log.WaitBeyond(partition, offset, cancellation);
}
