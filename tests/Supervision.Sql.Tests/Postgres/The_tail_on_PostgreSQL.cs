using Microsoft.Extensions.DependencyInjection;
using Supervision.Log;
using Supervision.Sql.Log;
using Supervision.Sql.Tests.Log;

namespace Supervision.Sql.Tests.Postgres;

public sealed class The_tail_on_PostgreSQL : IDisposable
{
    private const int PartitionCount = 4;

    private readonly PostgresData _data = new(PartitionCount, TimeProvider.System);

    private LogTail Tail => _data.Services.GetRequiredService<LogTail>();

    private IEventLog Log => _data.Services.GetRequiredService<IEventLog>();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task Holds_each_event_as_the_log_does()
    {
        Tail.Open(1, PartitionCount);
        await Append(SampleEvents.Many("held-", 200, partition: 1)); // Large enough not to be looked up first.
        await Append([SampleEvents.Retraction("held-retraction", new EventKey(SampleEvents.Source, "held-1"), 1)]);

        var taken = Tail.Take(1, 0, 500);

        var logged = await Log.ReadPartition(1, 0, 500, CancellationToken.None);
        Assert.Equal(201, taken.Length);
        Assert.Equal(logged.Select(Comparable), taken.Select(Comparable));
    }

    /// <remarks>The server's notification of a commit often comes before the commit's own answer is read.</remarks>
    [Fact]
    public async Task Is_filled_before_anyone_hears_of_growth()
    {
        using var database = PostgresServer.Shared.Create();
        using var opened = new OpenedPostgres(
            database.ConnectionString, TimeProvider.System,
            configure: options => options.Postgres.PollInterval = TimeSpan.FromMinutes(1));
        var tail = opened.Services.GetRequiredService<LogTail>();
        tail.Open(0, PartitionCount);

        for (var offset = 0; offset < 300; offset++)
        {
            var grown = opened.Log.WaitBeyond(0, offset, CancellationToken.None);
            var append = opened.Log.Append([SampleEvents.One($"told-{offset}")], CancellationToken.None);

            await grown.WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Single(tail.Take(0, offset, 10));
            await append;
        }
    }

    [Fact]
    public async Task Holds_nothing_that_was_a_duplicate_or_refused()
    {
        await Append([SampleEvents.One("first")]);
        Tail.Open(0, PartitionCount);

        await Append([SampleEvents.One("first")]);
        await Assert.ThrowsAsync<VersionConflictException>(() => Log.AppendFacts(
            SampleEvents.One("other").Subject, 7, [SampleEvents.One("other")], CancellationToken.None));

        Assert.Empty(Tail.Take(0, 0, 10));
        Assert.Empty(Tail.Take(0, 1, 10));
    }

    private async Task Append(IReadOnlyList<NewEvent> events) => await Log.Append(events, CancellationToken.None);

    private static object Comparable(LoggedEvent logged) => (
        logged with { Data = default }, logged.Time.Offset, Convert.ToHexString(logged.Data.Span));
}
