using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Sql.Sqlite;

namespace Supervision.Sql.Log;

/// <summary>The ends of the partitions as committed, and whoever waits for one to grow.</summary>
internal sealed class LogHeads
{
    private readonly Lock _gate = new();
    private readonly LogHead[] _heads;
    private readonly TaskCompletionSource?[] _grown;

    public LogHeads(IReadOnlyList<LogHead> heads)
    {
        _heads = [.. heads];
        _grown = new TaskCompletionSource?[heads.Count];
    }

    public ImmutableArray<LogHead> All
    {
        get
        {
            lock (_gate)
                return [.. _heads];
        }
    }

    public static List<(LogHead Head, long RecordedAt)> Read(Session session)
    {
        var heads = new List<(LogHead, long)>();
        var select = session.Prepared(
            "SELECT partition, offset, chain, recorded_at FROM part_head ORDER BY partition");
        while (select.Step())
            heads.Add((new LogHead(select.Int(0), select.Long(1), [.. select.Blob(2)]), select.Long(3)));
        return heads;
    }

    public void Publish(IEnumerable<LogHead> heads)
    {
        lock (_gate)
        {
            foreach (var head in heads)
            {
                _heads[head.Partition] = head;
                _grown[head.Partition]?.TrySetResult();
                _grown[head.Partition] = null;
            }
        }
    }

    public long End(int partition)
    {
        lock (_gate)
            return _heads[partition].Offset;
    }

    public Task WaitBeyond(int partition, long offset, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_heads[partition].Offset > offset)
                return Task.CompletedTask;
            var grown = _grown[partition] ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return grown.Task.WaitAsync(cancellation);
        }
    }
}
