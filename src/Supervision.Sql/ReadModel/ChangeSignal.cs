namespace Supervision.Sql.ReadModel;

/// <summary>Tells whoever waits that a level change was stored.</summary>
internal sealed class ChangeSignal(long lastSequence)
{
    private readonly Lock _gate = new();
    private long _last = lastSequence;
    private TaskCompletionSource? _stored;

    /// <summary>The sequence number of the last change stored; 0 when there is none.</summary>
    public long Last
    {
        get
        {
            lock (_gate)
                return _last;
        }
    }

    public void Publish(long sequence)
    {
        lock (_gate)
        {
            if (sequence <= _last)
                return;
            _last = sequence;
            _stored?.TrySetResult();
            _stored = null;
        }
    }

    public Task WaitBeyond(long sequence, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_last > sequence)
                return Task.CompletedTask;
            _stored ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _stored.Task.WaitAsync(cancellation);
        }
    }
}
