namespace Supervision.Sql.Sqlite;

/// <summary>
/// One call's part of a transaction. It is either cancelled while it waits, and then nothing of it is stored, or it is
/// taken, and then it ends with what really happened to it; a cancellation after that changes nothing.
/// </summary>
internal abstract class WriteJob(int weight)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;

    private int _state = Waiting;

    /// <summary>How many rows it writes, about.</summary>
    public int Weight { get; } = weight;

    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    public abstract void Write(Session session);

    /// <summary>Its transaction is durable.</summary>
    public abstract void Succeed();

    /// <summary>Nothing of it is stored.</summary>
    public abstract void Fail(Exception reason);

    protected bool TryCancel() => Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting;
}

/// <summary>A write that answers something.</summary>
internal sealed class WriteJob<T>(int weight, Func<Session, T> write) : WriteJob(weight)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    public override void Write(Session session) => _result = write(session);

    public override void Succeed() => _done.SetResult(_result);

    public override void Fail(Exception reason) => _done.SetException(reason);

    public async Task<T> Outcome(CancellationToken cancellation)
    {
        await using var registration = cancellation.UnsafeRegister(
            static (job, token) => ((WriteJob<T>)job!).Cancel(token), this);
        return await _done.Task;
    }

    private void Cancel(CancellationToken cancellation)
    {
        if (TryCancel())
            _done.SetCanceled(cancellation);
    }
}
