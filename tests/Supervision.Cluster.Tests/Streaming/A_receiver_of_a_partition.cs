using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Sql.Log;
using Supervision.Sql.Streams;

namespace Supervision.Cluster.Tests.Streaming;

public sealed class A_receiver_of_a_partition
{
    private const int Partition = 0;

    /// <summary>Chunks that need not wait for one another.</summary>
    private const int AtOnceMax = 8;

    private const string HandedOver = "supervision.handed-over.v1";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly LogTail _tail = new();
    private readonly MemoryEventLog _log;
    private readonly LogReceiver _receiver;

    public A_receiver_of_a_partition()
    {
        _log = new MemoryEventLog(1, _time);
        _receiver = new LogReceiver(
            _log, new MemoryReferentStore(1), _tail, _time, StreamId.Create("partitions", Partition), Partition);
        _tail.Open(Partition, 1);
    }

    [Fact]
    public async Task Takes_what_was_handed_over_and_reads_the_rest()
    {
        await Append(10);
        await HandOver(3, 4, 5, 8);

        var all = new List<LoggedEvent>();
        while (all.Count < 10)
            all.AddRange(await Next());

        Assert.Equal(Enumerable.Range(1, 10).Select(offset => (long)offset), all.Select(one => one.Position.Offset));
        Assert.Equal(10, all.Select(one => one.Key).Distinct().Count());
    }

    [Fact]
    public async Task Does_not_read_again_what_was_handed_over()
    {
        await Append(5);
        await HandOver(1, 2, 3, 4, 5);

        Assert.All(await Next(), one => Assert.Equal(HandedOver, one.Type));
    }

    [Fact]
    public async Task Goes_on_from_the_log_behind_what_was_handed_over()
    {
        await Append(5);
        await HandOver(1, 2);

        Assert.Equal(2, (await Next()).Length);
        Assert.Equal([3L, 4, 5], (await Next()).Select(one => one.Position.Offset));
    }

    [Fact]
    public async Task Gives_together_what_goes_on_and_on()
    {
        await GiveAtOnce(AtOnceMax);

        Assert.Equal([9L, 10, 11], (await NextThatWaits(1, late: 2)).Select(one => one.Position.Offset));
    }

    [Fact]
    public async Task Gives_at_once_again_as_many_as_time_has_passed_for()
    {
        await GiveAtOnce(AtOnceMax);
        _time.Advance(2 * TimeSpan.FromMilliseconds(50));
        await GiveAtOnce(2);

        Assert.Single(await NextThatWaits(1));
    }

    [Fact]
    public async Task Gives_no_more_at_once_after_a_long_rest_than_after_a_short_one()
    {
        _time.Advance(TimeSpan.FromHours(1));
        await GiveAtOnce(AtOnceMax);

        Assert.Single(await NextThatWaits(1));
    }

    [Fact]
    public async Task Gives_a_chunk_time_to_fill_while_events_come_thick()
    {
        await Append(100);
        Assert.Equal(100, (await Next()).Length);

        Assert.Equal(5, (await NextThatWaits(5)).Length);
    }

    private async Task Append(int count)
    {
        var offset = (await _log.Heads(CancellationToken.None))[Partition].Offset;
        var (referent, now) = (Sample.Referent("received"), _time.GetUtcNow());
        foreach (var number in Enumerable.Range(1, count))
        {
            await _log.Append(
                [Sample.About(referent, $"received-{offset + number}", Sample.Change(now), now, 1)],
                CancellationToken.None);
        }
    }

    private async Task HandOver(params long[] offsets)
    {
        foreach (var offset in offsets)
        {
            var logged = (await _log.ReadPartition(Partition, offset - 1, 1, CancellationToken.None))[0];
            _tail.Add(logged with { Type = HandedOver });
        }
    }

    private async Task GiveAtOnce(int count)
    {
        for (var given = 0; given < count; given++)
        {
            await Append(1);
            var next = Asked();
            Assert.True(next.IsCompleted);
            Assert.Single(await next);
        }
    }

    /// <summary>The next chunk, which is not given at once though there are events.</summary>
    /// <param name="late">Events that come while it waits.</param>
    private async Task<ImmutableArray<LoggedEvent>> NextThatWaits(int count, int late = 0)
    {
        await Append(count);
        var next = Asked();
        Assert.False(next.IsCompleted);
        await Append(late);
        await Pass(next);
        return await next;
    }

    /// <summary>The next chunk, however long it takes.</summary>
    private async Task<ImmutableArray<LoggedEvent>> Next()
    {
        var next = Asked();
        await Pass(next);
        return await next;
    }

    /// <summary>
    /// Time passes until the chunk is there. The receiver gets real time to wait again after each step: a busy machine
    /// would otherwise have it start its wait when no more time is to pass.
    /// </summary>
    private async Task Pass(Task next)
    {
        for (var step = 0; step < 5_000 && !next.IsCompleted; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(next, Task.Delay(1));
        }

        Assert.True(next.IsCompleted);
    }

    private async Task<ImmutableArray<LoggedEvent>> Asked() =>
        ((LogBatch)(await _receiver.GetQueueMessagesAsync(1, CancellationToken.None))[0]).Chunk.Events;
}
