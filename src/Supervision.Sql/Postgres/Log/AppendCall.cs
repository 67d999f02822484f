using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Sql.Postgres.Log;

/// <summary>
/// One call's part of a transaction. It is either cancelled while it waits, and then nothing of it is stored, or it is
/// taken, and then it ends with what really happened to it; a cancellation after that changes nothing.
/// </summary>
/// <remarks>Its payloads are sealed before it waits, so that this does not take the time of a lane.</remarks>
internal sealed class AppendCall(
    IReadOnlyList<NewEvent> events, SealedPayloads payloads, string? subject = null, long expectedVersion = 0)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private readonly TaskCompletionSource<ImmutableArray<AppendOutcome>> _done =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _state = Waiting;

    public IReadOnlyList<NewEvent> Events { get; } = events;

    /// <summary>As they are stored, in the order of the events.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Payloads { get; } = payloads.Each;

    /// <summary>Of a command's facts: whose version is expected; null for events, which are expected nowhere.</summary>
    public string? Subject { get; } = subject;

    public long ExpectedVersion { get; } = expectedVersion;

    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    /// <summary>Its transaction is durable.</summary>
    public void Succeed(ImmutableArray<AppendOutcome> outcomes) => _done.TrySetResult(outcomes);

    public void Fail(Exception reason) => _done.TrySetException(reason);

    public async Task<ImmutableArray<AppendOutcome>> Outcome(CancellationToken cancellation)
    {
        await using var registration = cancellation.UnsafeRegister(
            static (call, token) => ((AppendCall)call!).Cancel(token), this);
        return await _done.Task;
    }

    private void Cancel(CancellationToken cancellation)
    {
        if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
            _done.SetCanceled(cancellation);
    }
}
