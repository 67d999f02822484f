namespace Supervision.Sql.Sqlite;

/// <summary>Which of the two queues a write joins.</summary>
internal enum WriteQueue
{
    /// <summary>Events: first, because a client waits for its receipt.</summary>
    Appends,

    /// <summary>Everything that can be folded again from the log.</summary>
    Flushes,
}

/// <summary>What takes part in every transaction of the writer, on its thread.</summary>
internal interface IWriteParticipant
{
    /// <summary>The jobs have written; the commit is next.</summary>
    void Committing(Session session);

    /// <summary>What was written is durable.</summary>
    void Committed();

    /// <summary>What was written is gone.</summary>
    void RolledBack();
}

/// <summary>
/// The one thread, with the one connection, that writes. What queued up while a commit ran goes into the next commit
/// together, within a limit, so that one wait for the disk serves many callers.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    public const int AppendRowsMax = 10_000;
    public const int FlushRowsMax = 500;

    // Appends go first, but not for ever: a read model that never catches up helps no one.
    private const int AppendsInARowMax = 2;

    private readonly Lock _closing = new();
    private readonly object _gate = new();
    private readonly Queue<WriteJob> _appends = [];
    private readonly Queue<WriteJob> _flushes = [];
    private readonly SemaphoreSlim _room;
    private readonly Session _session;
    private readonly IWriteParticipant _participant;
    private readonly Thread _thread;
    private int _appendsInARow;
    private bool _isClosed;

    public SqliteWriter(Session session, IWriteParticipant participant, int queuedCallsMax)
    {
        _session = session;
        _participant = participant;
        _room = new SemaphoreSlim(queuedCallsMax, queuedCallsMax);
        _thread = new Thread(Run) { Name = "supervision-writer", IsBackground = true };
        _thread.Start();
    }

    public async Task<T> Write<T>(
        WriteQueue queue, int weight, Func<Session, T> write, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation);
        var job = new WriteJob<T>(weight, write);
        lock (_gate)
        {
            if (_isClosed)
            {
                _room.Release();
                throw new ObjectDisposedException(nameof(SqliteWriter), "The database is closed.");
            }

            (queue == WriteQueue.Appends ? _appends : _flushes).Enqueue(job);
            Monitor.Pulse(_gate);
        }

        return await job.Outcome(cancellation);
    }

    /// <summary>Takes no more, writes what waits, and closes the connection.</summary>
    public void Dispose()
    {
        lock (_closing)
        {
            lock (_gate)
            {
                _isClosed = true;
                Monitor.Pulse(_gate);
            }

            _thread.Join();
            _session.Dispose();
        }
    }

    private void Run()
    {
        while (Next() is { } group)
        {
            if (group.Count > 0)
                Carry(group);
        }
    }

    /// <summary>The jobs of the next transaction, or null when closed and empty.</summary>
    private List<WriteJob>? Next()
    {
        lock (_gate)
        {
            while (_appends.Count == 0 && _flushes.Count == 0)
            {
                if (_isClosed)
                    return null;
                Monitor.Wait(_gate);
            }

            var isFlush = _appends.Count == 0 || (_flushes.Count > 0 && _appendsInARow >= AppendsInARowMax);
            _appendsInARow = isFlush ? 0 : _appendsInARow + 1;
            return isFlush ? Take(_flushes, FlushRowsMax) : Take(_appends, AppendRowsMax);
        }
    }

    private List<WriteJob> Take(Queue<WriteJob> queue, int rowsMax)
    {
        var group = new List<WriteJob>();
        var rows = 0;
        while (queue.TryPeek(out var job) && (rows == 0 || rows + job.Weight <= rowsMax))
        {
            queue.Dequeue();
            _room.Release();
            if (!job.TryTake())
                continue;
            group.Add(job);
            rows += job.Weight;
        }

        return group;
    }

    // This catch ends no error: each job's caller gets it. The loop goes on, because the next write may succeed.
    private void Carry(List<WriteJob> group)
    {
        try
        {
            Commit(group);
        }
        catch (Exception failure)
        {
            RollBack();
            var reason = SqliteFailures.Known(failure);
            // When it is the file, no job is to blame, and each alone would only wait.
            if (group.Count == 1 || reason is StoreUnavailableException)
                group.ForEach(job => job.Fail(reason));
            else
                group.ForEach(job => Carry([job]));
            return;
        }

        _participant.Committed();
        group.ForEach(job => job.Succeed());
    }

    private void Commit(List<WriteJob> group)
    {
        _session.Execute("BEGIN IMMEDIATE");
        foreach (var job in group)
            job.Write(_session);
        _participant.Committing(_session);
        _session.Execute("COMMIT");
    }

    private void RollBack()
    {
        _session.ResetStatements();
        if (_session.IsInTransaction)
            _session.Execute("ROLLBACK");
        _participant.RolledBack();
    }
}
