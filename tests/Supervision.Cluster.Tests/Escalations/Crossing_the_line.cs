using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Escalations;

public sealed class Crossing_the_line
{
    [Fact]
    public async Task Opens_one_escalation_however_often_it_is_delivered_or_offered()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var referent = Sample.Referent("crossing");
        await cluster.AppendChanges(referent, 3);
        await cluster.Settle(referent);
        var all = await world.Log.ReadSubject(referent.ToString(), 0, 100, CancellationToken.None);

        await cluster.Grains.Referent(referent).Apply(all, CancellationToken.None);
        await cluster.Settle(referent);
        await cluster.AppendChanges(referent, 2, "more");
        await cluster.Settle(referent);

        var view = await View(cluster, referent);
        Assert.Equal(new EscalationId(referent, 1), view.Id);
        Assert.Equal((EscalationState.Opened, EscalationGround.Rule), (view.State, view.Ground));
        Assert.Equal((RiskLevel.High, 60), (view.Level, view.Points));
        Assert.Equal([new EvidenceView("changes", 60)], view.Evidence.AsEnumerable());
        Assert.Single(await world.Log.ReadSubject(
            EscalationId.SubjectOf(referent), 0, 100, CancellationToken.None));
        Assert.Empty(await world.Store.Outbox(view.Position.Partition, 0, 10, CancellationToken.None));
        Assert.Equal(view.Id, (await world.Escalations.Last(referent, CancellationToken.None))!.Id);
    }

    [Fact]
    public async Task Opens_none_when_a_later_fact_took_the_ground_away()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var referent = Sample.Referent("crossing-undone");
        await cluster.AppendChanges(referent, 3);
        await cluster.Append(
            referent, "undone", new FactRetracted(Sample.Source, $"{referent}/change-2", CorrectionReason.SourceError));
        await cluster.Settle(referent);

        var changes = await world.Store.Changes(0, referent, 10, CancellationToken.None);
        Assert.Contains(changes, change => change.To == RiskLevel.High);
        Assert.NotEqual(RiskLevel.High, (await cluster.Risk(referent)).Score.Level);
        Assert.Null(await cluster.Grains.Escalation(referent).View(null, CancellationToken.None));
        var partition = Supervision.Log.Partitions.Of(referent.ToString(), World.PartitionCount);
        Assert.Empty(await world.Store.Outbox(partition, 0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Opens_none_again_after_a_restart()
    {
        var world = new World();
        var referent = Sample.Referent("crossing-restart");
        await using (var first = await TestCluster.Start(world, TestModel.Make()))
        {
            await first.AppendChanges(referent, 3);
            await first.Settle(referent);
        }

        await using var second = await TestCluster.Start(world, TestModel.Make());
        await second.Settle(referent);

        Assert.Equal(1, (await View(second, referent)).Id.Episode);
        Assert.Single(await world.Log.ReadSubject(EscalationId.SubjectOf(referent), 0, 9, CancellationToken.None));
    }

    [Fact]
    public async Task Is_held_by_the_harm_limiter_which_says_so_and_is_opened_when_there_is_room()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make(), options => options.HarmLimit = 2);
        ReferentId[] referents = [Sample.Referent("harm-1"), Sample.Referent("harm-2"), Sample.Referent("harm-3")];
        foreach (var referent in referents)
        {
            await cluster.AppendChanges(referent, 3);
            await cluster.Settle(referent);
        }

        var counts = await world.Store.Counts(CancellationToken.None);
        Assert.Equal(1, counts.OutboxHeld);
        Assert.Null(await cluster.Grains.Escalation(referents[2]).View(null, CancellationToken.None));
        var limiter = await cluster.Grains.HarmLimiter().View(CancellationToken.None);
        Assert.Equal((2, 2), (limiter.OpenedInWindow, limiter.Limit));
        var partition = Supervision.Log.Partitions.Of(referents[2].ToString(), World.PartitionCount);
        var held = Assert.Single(await world.Store.Outbox(partition, 0, 9, CancellationToken.None));
        Assert.StartsWith("harm-limit: 2 escalations opened", held.HeldBecause, StringComparison.Ordinal);

        world.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        await cluster.Settle(referents[2]);

        Assert.Equal(1, (await View(cluster, referents[2])).Id.Episode);
        Assert.Equal(0, (await world.Store.Counts(CancellationToken.None)).OutboxHeld);
    }

    [Fact]
    public async Task Says_as_much_by_its_times_as_any_other_way_of_opening()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make(), options => options.HarmLimit = 1);
        ReferentId[] referents = [.. Enumerable.Range(1, 5).Select(number => Sample.Referent($"times-{number}"))];
        world.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(7); // Each look at the clock takes a while.
        foreach (var referent in referents[..2])
        {
            await cluster.AppendChanges(referent, 3);
            await cluster.Settle(referent);
        }

        world.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1)); // Room for the second.
        await cluster.Settle(referents[1]);
        (EscalationGround Ground, string? Reference)[] ways =
            [(EscalationGround.Hand, null), (EscalationGround.Random, "2026-1"), (EscalationGround.Signal, "2026-1")];
        foreach (var (referent, (ground, reference)) in referents[2..].Zip(ways))
        {
            var receipt = await cluster.Grains.Escalation(referent).OpenByHand(
                new OpenByHand("user:lead", "A reason.", ground, reference), CancellationToken.None);
            Assert.Null(receipt.Refusal);
        }

        var views = await Task.WhenAll(referents.Select(referent => View(cluster, referent)));
        Assert.Equal(2, views.Count(view => view.Ground == EscalationGround.Rule));
        var terms = new EscalationTerms(TimeSpan.FromDays(14), TimeSpan.FromDays(2), TimeSpan.FromHours(8));
        Assert.All(views, view =>
        {
            Assert.Equal(view.OpenedAt, EscalationOpened.HourOf(view.OpenedAt));
            Assert.Equal(terms.DueAt(view.OpenedAt), view.DueAt);
            var clock = Assert.Single(view.Clocks);
            Assert.Equal(
                (view.OpenedAt, terms.WarnAt(view.OpenedAt), view.DueAt),
                (clock.StartedAt, clock.WarnAt, clock.DueAt));
        });
    }

    [Fact]
    public async Task Is_held_with_one_warning_and_one_when_it_ends()
    {
        var world = new World();
        using var said = new Said();
        await using var cluster = await TestCluster.Start(
            world, TestModel.Make(), options => options.HarmLimit = 1, listener: said);
        ReferentId[] referents = [Sample.Referent("said-1"), Sample.Referent("said-2"), Sample.Referent("said-3")];
        foreach (var referent in referents)
        {
            await cluster.AppendChanges(referent, 3);
            await cluster.Settle(referent);
        }

        for (var again = 0; again < 5; again++)
            await cluster.Settle(referents[2]);
        Assert.Single(said.Warnings, line => line.Contains("Escalations by rule are held", StringComparison.Ordinal));
        Assert.DoesNotContain(said.Warnings, line => line.Contains("room again", StringComparison.Ordinal));

        world.Time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        await cluster.Settle(referents[1]);

        Assert.Single(said.Warnings, line => line.Contains("There is room again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_not_kept_from_being_offered_by_a_whole_page_of_items_that_are_held()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make(), options => options.HarmLimit = 1);
        var first = Sample.Referent("crowd-0");
        var partition = Supervision.Log.Partitions.Of(first.ToString(), World.PartitionCount);
        ReferentId[] crowd = [.. Enumerable.Range(0, 5_000)
            .Select(number => Sample.Referent($"crowd-{number}"))
            .Where(each => Supervision.Log.Partitions.Of(each.ToString(), World.PartitionCount) == partition)
            .Take(520)];
        foreach (var referent in crowd)
            await cluster.AppendChanges(referent, 3);
        await cluster.Settle(first);
        Assert.Equal(519, (await world.Store.Counts(CancellationToken.None)).OutboxHeld);

        // The ground of the last one goes away: its item is done with when it is offered, and it is the last in line.
        await cluster.Append(
            crowd[^1], "crowd-undone",
            new FactRetracted(Sample.Source, $"{crowd[^1]}/change-2", CorrectionReason.SourceError));
        await cluster.Settle(first);

        var counts = await world.Store.Counts(CancellationToken.None);
        Assert.Equal((518, 0), (counts.OutboxHeld, counts.OutboxWaiting));
        var rest = await world.Store.Outbox(partition, 0, 1_000, CancellationToken.None);
        Assert.DoesNotContain(crowd[^1], rest.Select(item => item.Referent));
    }

    [Fact]
    public async Task Opens_a_new_episode_only_by_a_new_crossing_after_the_last_was_closed()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var referent = Sample.Referent("episodes");
        await cluster.AppendChanges(referent, 3);
        await cluster.Settle(referent);
        var grain = cluster.Grains.Escalation(referent);
        await grain.Take(new TakeEscalation(1, "officer-a"), CancellationToken.None);
        await grain.Judge("officer-a");
        world.Time.Advance(TimeSpan.FromMinutes(1));
        await grain.Close(new CloseEscalation(1, "officer-a", EscalationOutcome.NoBreach, []), CancellationToken.None);
        await cluster.AppendChanges(referent, 1, "still-high");
        await cluster.Settle(referent);
        Assert.Equal(EscalationState.Closed, (await View(cluster, referent)).State);

        world.Time.Advance(TimeSpan.FromDays(100));
        await cluster.PartitionOf(referent).Sweep(CancellationToken.None);
        await cluster.AppendChanges(referent, 3, "again");
        await cluster.Settle(referent);

        var second = await View(cluster, referent);
        Assert.Equal((2, EscalationState.Opened), (second.Id.Episode, second.State));
        var first = await grain.View(1, CancellationToken.None);
        Assert.Equal(EscalationOutcome.NoBreach, first!.Outcome);
    }

    [Fact]
    public async Task Finds_no_more_room_after_a_restart()
    {
        var world = new World();
        var (first, second) = (Sample.Referent("room-1"), Sample.Referent("room-2"));
        await using (var before = await TestCluster.Start(world, TestModel.Make(), options => options.HarmLimit = 1))
        {
            await before.AppendChanges(first, 3);
            await before.Settle(first);
        }

        await using var after = await TestCluster.Start(world, TestModel.Make(), options => options.HarmLimit = 1);
        await after.AppendChanges(second, 3);
        await after.Settle(second);

        Assert.Null(await after.Grains.Escalation(second).View(null, CancellationToken.None));
        Assert.Equal(1, (await world.Store.Counts(CancellationToken.None)).OutboxHeld);
    }

    private static async Task<EscalationView> View(TestCluster cluster, ReferentId referent) =>
        await cluster.Grains.Escalation(referent).View(null, CancellationToken.None)
            ?? throw new InvalidOperationException($"No escalation of {referent}.");
}
