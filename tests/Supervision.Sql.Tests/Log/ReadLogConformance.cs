using Supervision.Access;
using Supervision.Log;
using Supervision.Referents;
using static Supervision.Sql.Tests.Log.SampleEvents;

namespace Supervision.Sql.Tests.Log;

/// <summary>What is found of who read what, whatever the log stands on.</summary>
public abstract class ReadLogConformance : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ReadSpan All = new(null, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, null);

    private readonly SteppingTime _time = new(Monday);
    private readonly IEventLog _log;
    private readonly IReadLog _reads;
    private int _ids;

    protected ReadLogConformance() => (_log, _reads) = Create(4, _time);

    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    protected abstract (IEventLog Log, IReadLog Reads) Create(int partitionCount, TimeProvider time);

    protected abstract void Close();

    [Fact]
    public async Task Has_nothing_but_records_and_the_newest_first()
    {
        await _log.Append([One("a"), One("b", "reads", 1), One("c", "readt:kvk:1", 2)], None);
        await Record("kvk:1");
        await _log.AppendFacts("escalation:kvk:1", 0, [One("d", "escalation:kvk:1")], None);
        await Record([null]);
        await Record("kvk:2", "kvk:3");

        var found = await _reads.Newest(All, 10, None);

        Assert.Equal(4, found.Length);
        Assert.Equal(
            ["reads:*", "reads:kvk:1"], found.Skip(2).Select(logged => logged.Subject));
        Assert.Equal(
            found.OrderByDescending(logged => (logged.RecordedAt, logged.Position.Partition, logged.Position.Offset)),
            found);
        Assert.All(found, logged => Assert.True(DossierRead.TryRead(logged, out _)));
    }

    [Fact]
    public async Task Finds_those_of_one_referent()
    {
        await Record("kvk:1", "kvk:10", "kvk:1");
        await Record("kvk:1");
        await Record([null]);

        var found = await _reads.Newest(All with { Referent = ReferentId.Parse("kvk:1") }, 10, None);
        var last = await _reads.Newest(
            All with { Referent = ReferentId.Parse("kvk:1"), Before = MarkOf(found[1]) }, 10, None);

        Assert.Equal(3, found.Length);
        Assert.All(found, logged => Assert.Equal("reads:kvk:1", logged.Subject));
        Assert.Equal(found[2].Position, Assert.Single(last).Position);
        Assert.Empty(await _reads.Newest(All with { Referent = ReferentId.Parse("kvk:3") }, 10, None));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("kvk:1")]
    public async Task Keeps_to_a_time_from_and_until(string? referent)
    {
        for (var number = 0; number < 5; number++)
            await Record("kvk:1");
        var span = All with { Referent = referent is null ? null : ReferentId.Parse(referent) };
        var all = await _reads.Newest(span, 10, None);

        var some = await _reads.Newest(
            span with { From = all[3].RecordedAt, Until = all[1].RecordedAt }, 10, None);

        Assert.Equal(all[2..4].Select(logged => logged.Position), some.Select(logged => logged.Position));
    }

    [Fact]
    public async Task Gives_every_record_once_in_pages()
    {
        for (var number = 0; number < 7; number++)
            await Record("kvk:1", "kvk:2", "kvk:3", "kvk:4", null); // Of one moment, in several partitions.
        var all = await _reads.Newest(All, 100, None);

        var paged = new List<LogPosition>();
        var span = All;
        while (await _reads.Newest(span, 3, None) is { IsEmpty: false } page)
        {
            paged.AddRange(page.Select(logged => logged.Position));
            span = span with { Before = MarkOf(page[^1]) };
        }

        Assert.Equal(35, all.Length);
        Assert.Equal(all.Select(logged => logged.Position), paged);
    }

    [Fact]
    public async Task Leaves_the_chain_whole()
    {
        await Record("kvk:1", null, "kvk:2");
        await _log.Append([One("a")], None);
        await Record("kvk:1");

        await foreach (var proof in _log.Verify(None))
            Assert.Null(proof.BrokenBecause);
    }

    private static ReadMark MarkOf(LoggedEvent logged) => new(logged.RecordedAt, logged.Position);

    private async Task Record(params string?[] referents) => await _log.Append(
        [.. referents.Select(referent => new DossierRead(
            "getReferentRisk", "user:a", ActorKind.Person, [Role.Supervisor], ReadingPurpose.Supervision, 200, referent)
            .ToEvent(Guid.Parse($"018c8a2e5c00700080000000{++_ids:x8}"), Monday, 4))],
        None);
}
