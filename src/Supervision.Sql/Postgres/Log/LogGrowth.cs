namespace Supervision.Sql.Postgres.Log;

/// <summary>How far the partitions are known to reach, and whoever waits for one to grow.</summary>
internal sealed class LogGrowth(int partitionCount)
{
    private readonly Lock _gate = new();
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
