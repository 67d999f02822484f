using Orleans.Streams;

namespace Supervision.Sql.Streams;

/// <summary>
/// The few chunks of one partition that are read and not yet delivered. It never reports a miss: a cursor that asks for
/// something older starts at the oldest chunk here, and the consumer reads what it lacks from the log.
/// </summary>
internal sealed class LogChunkCache : IQueueCache
{
    /// <summary>Chunks held at most; reading pauses meanwhile.</summary>
    public const int ChunksMax = 4;

    private readonly Queue<LogBatch> _chunks = new(ChunksMax);
    private readonly HashSet<Cursor> _cursors = [];

    public int GetMaxAddCount()
    {
        Purge();
        return ChunksMax - _chunks.Count;
    }

    public void AddToCache(IList<IBatchContainer> messages)
    {
        foreach (var message in messages)
            _chunks.Enqueue((LogBatch)message);
    }

    /// <remarks>
    /// Nothing to report: the runtime asks only after it has found room, so purging is done where room is asked for,
    /// and no receiver waits to hear of a delivery, since the checkpoint is the consumer's.
    /// </remarks>
    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        return false;
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token)
    {
        var cursor = new Cursor(this, token is null ? 0 : token.SequenceNumber - 1);
        _cursors.Add(cursor);
        return cursor;
    }

    public bool IsUnderPressure() => _chunks.Count >= ChunksMax;

    private void Purge()
    {
        // Without a cursor nobody will ever move on: when full, make room, or reading would stop for good.
        if (_cursors.Count == 0 && _chunks.Count == ChunksMax)
        {
            _chunks.Clear();
            return;
        }

        if (_cursors.Count == 0)
            return;

        var delivered = _cursors.Min(cursor => cursor.Delivered);
        while (_chunks.TryPeek(out var oldest) && oldest.Chunk.To <= delivered)
            _chunks.Dequeue();
    }

    private sealed class Cursor(LogChunkCache cache, long beyond) : IQueueCacheCursor
    {
        private LogBatch? _current;
        private long _beyond = beyond;

        /// <summary>The offset up to which this cursor needs nothing any more.</summary>
        public long Delivered { get; private set; } = beyond;

        public IBatchContainer? GetCurrent(out Exception? exception)
        {
            exception = null;
            return _current;
        }

        public bool MoveNext()
        {
            Delivered = _beyond;
            _current = cache._chunks.FirstOrDefault(batch => batch.Chunk.To > _beyond);
            if (_current is null)
                return false;

            _beyond = _current.Chunk.To;
            return true;
        }

        public void Refresh(StreamSequenceToken token)
        {
            // The next MoveNext sees what was added.
        }

        public void RecordDeliveryFailure()
        {
            // The consumer finds the hole by the next chunk, or when it next looks at the end of the log.
        }

        public void Dispose() => cache._cursors.Remove(this);
    }
}
