using Orleans.Providers.Streams.Common;
using Orleans.Streams;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Log;
using Supervision.Sql.Streams;

namespace Supervision.Cluster.Tests.Streaming;

public sealed class The_cache_of_a_partition
{
    private static readonly StreamId Stream = StreamId.Create("partitions", 0);
    private readonly LogChunkCache _cache = new();

    [Fact]
    public void Has_room_for_four_chunks_while_none_is_delivered()
    {
        using var cursor = _cache.GetCacheCursor(Stream, null);
        for (var room = LogChunkCache.ChunksMax; room > 0; room--)
        {
            Assert.Equal(room, _cache.GetMaxAddCount());
            _cache.AddToCache([Chunk(after: 10 * (4 - room), count: 10)]);
        }

        Assert.Equal(0, _cache.GetMaxAddCount());
    }

    [Fact]
    public void Makes_room_when_the_slowest_cursor_has_moved_on()
    {
        using var slow = _cache.GetCacheCursor(Stream, null);
        using var fast = _cache.GetCacheCursor(Stream, null);
        _cache.AddToCache([Chunk(0, 10), Chunk(10, 10)]);
        Assert.True(Moves(fast) && Moves(fast) && !Moves(fast));

        Assert.True(Moves(slow));
        Assert.Equal(2, _cache.GetMaxAddCount());
        Assert.True(Moves(slow));
        Assert.Equal(3, _cache.GetMaxAddCount());
    }

    [Theory]
    [InlineData(null, 10)] // No token: the oldest there is.
    [InlineData(10L, 10)] // The token of a chunk is its last offset, and finds that chunk again.
    [InlineData(11L, 20)]
    [InlineData(20L, 20)]
    [InlineData(3L, 10)] // Older than anything held: the oldest, for the consumer reads what it lacks itself.
    public void Starts_a_cursor_at_its_token(long? token, long expectedTo)
    {
        _cache.AddToCache([Chunk(0, 10), Chunk(10, 10)]);

        using var cursor = _cache.GetCacheCursor(Stream, token is { } at ? new EventSequenceTokenV2(at) : null);

        Assert.True(Moves(cursor));
        Assert.Equal(expectedTo, cursor.GetCurrent(out _)!.SequenceToken.SequenceNumber);
    }

    [Fact]
    public void Lets_go_of_everything_when_full_and_nobody_reads()
    {
        _cache.AddToCache([Chunk(0, 1), Chunk(1, 1), Chunk(2, 1), Chunk(3, 1)]);

        Assert.Equal(LogChunkCache.ChunksMax, _cache.GetMaxAddCount());
    }

    private static bool Moves(IQueueCacheCursor cursor) =>
        cursor.MoveNextWithResult().Kind == QueueCacheCursorMoveResultKind.Success;

    private static LogBatch Chunk(long after, int count)
    {
        var referent = Sample.Referent("cache");
        return new LogBatch(Stream, new LogChunk(0, after,
        [
            .. Enumerable.Range(1, count).Select(index => new LoggedEvent(
                new LogPosition(0, after + index), referent.ToString(), new EventKey("urn:test", $"{after + index}"),
                "supervision.test.v1", default, default, ReadOnlyMemory<byte>.Empty, null)),
        ]));
    }
}
