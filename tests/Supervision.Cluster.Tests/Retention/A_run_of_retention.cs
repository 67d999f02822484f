using System.Collections.Immutable;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Retention;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Grains.Retention;
using Supervision.Log;
using Supervision.Retention;

namespace Supervision.Cluster.Tests.Retention;

public sealed class A_run_of_retention
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly TimeSpan StepPause = new RetentionOptions().StepPause;

    [Fact]
    public async Task Is_the_only_one_while_it_lasts_and_leaves_who_ordered_it_on_the_log()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var grain = cluster.Grains.Retention();
        world.Erasure.Let = new TaskCompletionSource();
        var first = await grain.Start(new StartRetention("r1", true, "user:a"), None);
        var second = await grain.Start(new StartRetention("r2", false, "user:b"), None);
        await grain.StartOfDay(Day, "user:c", None);

        Assert.Equal("running", first.Run!.State);
        Assert.Equal("retention-running", second.Refusal!.Code);
        world.Erasure.Let.SetResult();
        await Ended(cluster);
        Assert.Equal(["r1"], (await grain.List(None)).Select(run => run.RunId));
        var records = await world.Log.ReadSubject(RetentionRecords.Subject, 0, 100, None);
        Assert.True(RetentionRecords.TryRead(records[0], out RetentionStarted? started));
        Assert.True(RetentionRecords.TryRead(records[1], out RetentionEnded? ended));
        Assert.Equal(("r1", true, "user:a", "done"), (started.RunId, started.IsPreview, started.By, ended.State));
    }

    [Fact]
    public async Task Is_made_once_a_day_however_many_silos_ask()
    {
        var world = new World();
        await using (var cluster = await TestCluster.Start(world, TestModel.Make(), silos: 2))
        {
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => cluster.Grains.Retention().StartOfDay(
                Day, "user:a", None)));
            await Ended(cluster);
        }

        await using var later = await TestCluster.Start(world, TestModel.Make());
        await later.Grains.Retention().StartOfDay(Day, "user:a", None);
        await later.Grains.Retention().StartOfDay(Day.AddDays(1), "user:a", None);

        Assert.Equal(
            ["day-2026-03-03", "day-2026-03-02"], (await Ended(later)).Select(run => run.RunId));
    }

    [Fact]
    public async Task Is_broken_off_when_its_silo_goes_away_and_says_when_it_failed()
    {
        var world = new World();
        await world.Log.Append([new RetentionStarted("r1", false, "user:a").ToEvent(world.Now, 4)], None);
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        world.Erasure.Failure = new InvalidOperationException("broken");
        await cluster.Grains.Retention().Start(new StartRetention("r2", false, "user:a"), None);

        Assert.Equal(["failed", "broken-off"], (await Ended(cluster)).Select(run => run.State));
    }

    [Fact]
    public async Task Accounts_for_what_it_erased_before_it_was_broken_off()
    {
        var world = new World();
        var began = world.Now.AddHours(-1);
        await world.Log.Append([Order("kvk:99000009", "1-50")], None);
        var heads = (await world.Log.Heads(None)).OrderBy(head => head.Partition).Select(head => head.Offset);
        await world.Log.Append(
            [new RetentionStarted("r1", false, "user:a", null, [.. heads]).ToEvent(began, 4)], None);
        await world.Log.Append(
            [
                Order("kvk:99000001", "1,3-5"), Order("kvk:99000002", "7-9"),
                Order("kvk:99000003", "7", ErasureGround.OnRequest),
            ],
            None);

        for (var restarts = 0; restarts < 2; restarts++)
        {
            await using var cluster = await TestCluster.Start(world, TestModel.Make());
            var run = Assert.Single(await cluster.Grains.Retention().List(None));
            Assert.Equal(("broken-off", began, 7, 2), (run.State, run.StartedAt, run.Erased, run.Referents));
        }

        Assert.Equal(2, (await world.Log.ReadSubject(RetentionRecords.Subject, 0, 100, None)).Length);
    }

    [Fact]
    public async Task Erases_nothing_where_the_role_of_the_server_may_not()
    {
        var world = new World();
        world.Erasure.Allowed = false;
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var grain = cluster.Grains.Retention();

        Assert.Equal(
            "erasure-not-here", (await grain.Start(new StartRetention("r1", false, "user:a"), None)).Refusal!.Code);
        Assert.NotNull((await grain.Start(new StartRetention("r2", true, "user:a"), None)).Run);
    }

    [Fact]
    public void Is_daily_only_when_somebody_decided_that()
    {
        var validator = new RetentionOptionsValidator();

        Assert.False(new RetentionOptions().Daily);
        Assert.True(validator.Validate(null, new RetentionOptions()).Succeeded);
        Assert.Contains(
            "DecidedBy", validator.Validate(null, new RetentionOptions { Daily = true }).FailureMessage,
            StringComparison.Ordinal);
        Assert.True(validator.Validate(null, new RetentionOptions { Daily = true, DecidedBy = "x" }).Succeeded);
        Assert.True(validator.Validate(null, new RetentionOptions { PayloadsPerRunMax = 0 }).Failed);
    }

    private static NewEvent Order(
        string referent, string offsets, ErasureGround ground = ErasureGround.TermOver) => CanonicalEvent.Of(
            new PayloadsErased(ground, offsets), new EventKey("urn:supervision:retention", referent), referent,
            Partitions.Of(referent, 4), new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    private static string? LastOf(IEnumerable<LoggedEvent> records) => records
        .Select(record => RetentionRecords.TryRead(record, out RetentionStarted? started) ? started.RunId : null)
        .OfType<string>().LastOrDefault();

    /// <summary>The runs, once none is under way; woken by the log, on which the last one says its end.</summary>
    private static async Task<ImmutableArray<RetentionRunView>> Ended(TestCluster cluster)
    {
        var (log, partition) = (cluster.World.Log, Partitions.Of(RetentionRecords.Subject, 4));
        while (true)
        {
            var end = log.KnownEnd(partition); // Before reading: what comes in between ends the wait at once.
            var records = await log.ReadSubject(RetentionRecords.Subject, 0, 100, None);
            if (LastOf(records) is { } last && records.Any(record =>
                    RetentionRecords.TryRead(record, out RetentionEnded? ended) && ended.RunId == last))
                break;

            cluster.World.Time.Advance(StepPause); // The step that is due goes by the time of the grain.
            await log.WaitBeyond(partition, end, None);
        }

        // The grain takes it in right after.
        while (true)
        {
            var runs = await cluster.Grains.Retention().List(None);
            if (runs.All(run => run.State != "running"))
                return runs;
        }
    }
}
