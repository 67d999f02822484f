namespace Supervision.Sql.Postgres.Log;

/// <summary>
/// Calls that wait for a lane. What queued up while the lanes were busy goes into the next transaction together,
/// within a limit, so that one wait for the disk serves many callers.
/// </summary>
internal sealed class AppendQueue(int callsMax, int rowsMax) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<AppendCall> _calls = [];
    private readonly SemaphoreSlim _room = new(callsMax, callsMax);
    private TaskCompletionSource _filled = NewSignal();
    private bool _isClosed;

    /// <summary>Waits for room, and then for the outcome.</summary>
    public async Task Add(AppendCall call, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation);
        lock (_gate)
        {
            if (_isClosed)
            {
                _room.Release();
                throw new ObjectDisposedException(nameof(AppendQueue), "The log is closed.");
            }

            _calls.Enqueue(call);
            _filled.TrySetResult();
        }
    }

    /// <summary>The calls of the next transaction; null when closed and empty.</summary>
    public async Task<List<AppendCall>?> Take()
    {
        while (true)
        {
            Task filled;
            lock (_gate)
            {
                var group = Group();
                if (group.Count > 0)
                    return group;
                if (_isClosed)
                    return null;
                if (_filled.Task.IsCompleted)
                    _filled = NewSignal();
                filled = _filled.Task;
            }

            await filled;
        }
    }

    /// <summary>Takes no more; what waits is still handed out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _filled.TrySetResult();
        }
    }

    public void Dispose() => _room.Dispose();

    private List<AppendCall> Group()
    {
        var group = new List<AppendCall>();
        var rows = 0;
        while (_calls.TryPeek(out var call) && (rows == 0 || rows + call.Events.Count <= rowsMax))
        {
            _calls.Dequeue();
            _room.Release();
            if (!call.TryTake())
                continue;
            group.Add(call);
            rows += call.Events.Count;
        }

        return group;
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
