namespace Supervision.Sql.Postgres.Log;

/// <summary>How far the partitions are known to reach, and whoever waits for one to grow.</summary>
internal sealed class LogGrowth(int partitionCount)
{
    private readonly Lock _gate = new();
    private readonly HashSet<int> _own = [];
    private bool _isInDoubt;
    private readonly long[] _offsets = new long[partitionCount];
    private readonly TaskCompletionSource?[] _grown = new TaskCompletionSource?[partitionCount];

    /// <summary>Reported by a commit of this process, a notification or a look at the heads, in any order.</summary>
    public void Publish(int partition, long offset)
    {
        lock (_gate)
        {
            if ((uint)partition >= (uint)_offsets.Length || offset <= _offsets[partition])
                return;
            _offsets[partition] = offset;
            _grown[partition]?.TrySetResult();
            _grown[partition] = null;
        }
    }

    /// <summary>
    /// A connection that this process appends with. What it commits is published here once it was handed over, and the
    /// server's word of it, which may come first, would only send readers to the log.
    /// </summary>
    public void Join(int backend)
    {
        lock (_gate)
            _own.Add(backend);
    }

    /// <summary>The connection is no more. What it committed last may be known to nobody; its number is free.</summary>
    public void Leave(int backend)
    {
        lock (_gate)
            _isInDoubt |= _own.Remove(backend);
    }

    /// <summary>Whether a connection left since this was asked last, so that the heads have to be looked at.</summary>
    public bool TakeDoubt()
    {
        lock (_gate)
        {
            var wasInDoubt = _isInDoubt;
            _isInDoubt = false;
            return wasInDoubt;
        }
    }

    public bool IsOwn(int backend)
    {
        lock (_gate)
            return _own.Contains(backend);
    }

    public long End(int partition)
    {
        lock (_gate)
            return _offsets[partition];
    }

    public Task WaitBeyond(int partition, long offset, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_offsets[partition] > offset)
                return Task.CompletedTask;
            var grown = _grown[partition] ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return grown.Task.WaitAsync(cancellation);
        }
    }
}
