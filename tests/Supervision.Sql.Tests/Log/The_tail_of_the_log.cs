using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;
using Supervision.Sql.Log;

namespace Supervision.Sql.Tests.Log;

public sealed class The_tail_of_the_log : IDisposable
{
    private const int PartitionCount = 4;

    private readonly TemporaryData _data = new(PartitionCount, TimeProvider.System);

    private LogTail Tail => _data.Services.GetRequiredService<LogTail>();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Holds_each_event_as_the_log_does()
    {
        Tail.Open(1, PartitionCount);
        await Append(SampleEvents.Many("held-", 20, partition: 1));
        await Append([SampleEvents.Retraction("held-retraction", new EventKey(SampleEvents.Source, "held-1"), 1)]);

        var taken = Tail.Take(1, 0, 100);

        var logged = await _data.Log.ReadPartition(1, 0, 100, CancellationToken.None);
        Assert.Equal(21, taken.Length);
        Assert.Equal(logged.Select(Comparable), taken.Select(Comparable));
    }

    [Fact]
    public async Task Holds_nothing_of_a_partition_that_nobody_takes_from()
    {
        await Append(SampleEvents.Many("unasked-", 5, partition: 2));
        Tail.Open(2, PartitionCount);

        Assert.Empty(Tail.Take(2, 0, 100));
    }

    [Fact]
    public async Task Holds_nothing_that_was_not_stored()
    {
        Tail.Open(0, PartitionCount);
        await Append([SampleEvents.One("first")]);
        await Append([SampleEvents.One("first"), SampleEvents.One("first", content: "2")]);
        await Assert.ThrowsAsync<VersionConflictException>(() => _data.Log.AppendFacts(
            "kvk:99000001", 7, [SampleEvents.One("refused")], CancellationToken.None));

        Assert.Equal("first", Assert.Single(Tail.Take(0, 0, 100)).Key.EventId);
    }

    [Fact]
    public void Ends_at_a_hole_until_it_is_filled()
    {
        Tail.Open(0, PartitionCount);
        foreach (var offset in (long[])[1, 2, 4])
            Tail.Add(Logged(offset));

        Assert.Equal([1L, 2], Offsets(Tail.Take(0, 0, 100)));
        Assert.Empty(Tail.Take(0, 2, 100));
        Tail.Add(Logged(3));
        Assert.Equal([3L, 4], Offsets(Tail.Take(0, 2, 100)));
    }

    [Fact]
    public void Gives_an_event_once()
    {
        Tail.Open(0, PartitionCount);
        Tail.Add(Logged(1));

        Assert.Single(Tail.Take(0, 0, 100));
        Assert.Empty(Tail.Take(0, 0, 100));
    }

    [Fact]
    public void Lets_the_oldest_go_when_it_is_full()
    {
        Tail.Open(0, partitionCount: 1024); // The share of one among many: 128.
        for (var offset = 1L; offset <= 129; offset++)
            Tail.Add(Logged(offset));

        Assert.Empty(Tail.Take(0, 0, 1000));
        Assert.Equal(128, Tail.Take(0, 1, 1000).Length);
    }

    [Fact]
    public void Leaves_large_data_to_the_log()
    {
        Tail.Open(0, PartitionCount);
        Tail.Add(Logged(1) with { Data = new byte[LogTail.DataMax] });
        Tail.Add(Logged(2) with { Data = new byte[LogTail.DataMax + 1] });

        Assert.Equal([1L], Offsets(Tail.Take(0, 0, 100)));
    }

    private async Task Append(IReadOnlyList<NewEvent> events) =>
        await _data.Log.Append(events, CancellationToken.None);

    private static IEnumerable<long> Offsets(IEnumerable<LoggedEvent> events) =>
        events.Select(logged => logged.Position.Offset);

    private static LoggedEvent Logged(long offset) => new(
        new LogPosition(0, offset), "kvk:99000001", new EventKey(SampleEvents.Source, $"tail-{offset}"),
        "supervision.application.submitted.v1", SampleEvents.Monday, SampleEvents.Monday, new byte[] { 1 }, null);

    private static object Comparable(LoggedEvent logged) => (
        logged with { Data = default }, logged.Time.Offset, Convert.ToHexString(logged.Data.Span));
}
