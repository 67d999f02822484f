using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Supervision.Sql.Sqlite;

/// <summary>
/// A few connections that read and never block the writer. Reads run on the thread pool: the native calls are
/// synchronous, and a caller may be a grain whose scheduler must not wait.
/// </summary>
internal sealed class ReaderPool(string file, int size, TimeSpan busyTimeout) : IDisposable
{
    private readonly SemaphoreSlim _free = new(size, size);
    private readonly ConcurrentBag<Session> _idle = [];
    private volatile bool _isClosed;

    public Task<T> Read<T>(Func<Session, T> query, CancellationToken cancellation) =>
        Task.Run(
            async () =>
            {
                await _free.WaitAsync(cancellation);
                try
                {
                    ObjectDisposedException.ThrowIf(_isClosed, this);
                    var session = _idle.TryTake(out var idle) ? idle : Session.ForReading(file, busyTimeout);
                    return Run(session, query);
                }
                finally
                {
                    _free.Release();
                }
            },
            cancellation);

    public void Dispose()
    {
        _isClosed = true;
        for (var taken = 0; taken < size; taken++)
            _free.Wait();
        while (_idle.TryTake(out var session))
            session.Dispose();
        _free.Release(size);
    }

    // A session in which a query failed may have a statement half run; it is not used again.
    private T Run<T>(Session session, Func<Session, T> query)
    {
        var isClean = false;
        try
        {
            var result = query(session);
            isClean = true;
            return result;
        }
        catch (SqliteException failure) when (SqliteFailures.Known(failure) is StoreUnavailableException known)
        {
            throw known;
        }
        finally
        {
            if (isClean)
                _idle.Add(session);
            else
                session.Dispose();
        }
    }
}
