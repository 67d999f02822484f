using System.Collections.Concurrent;
using System.Collections.Immutable;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Referents;

public sealed class A_restart
{
    [Fact]
    public async Task Goes_on_from_the_snapshot_and_the_checkpoint()
    {
        var world = new World();
        var referent = Sample.Referent("restarted");
        DateTimeOffset since;
        await using (var first = await TestCluster.Start(world, TestModel.Make()))
        {
            await first.AppendChanges(referent, 2);
            await first.Settle(referent);
            since = (await first.Risk(referent)).LevelSince!.Value;
        }

        world.Time.Advance(TimeSpan.FromHours(1));
        await using var second = await TestCluster.Start(world, TestModel.Make());
        var status = await second.PartitionOf(referent).Status(CancellationToken.None);
        var risk = await second.Risk(referent);

        Assert.Equal(2, status.Checkpoint);
        Assert.Equal(2, status.Delivered);
        Assert.Equal(RiskLevel.Medium, risk.Score.Level);
        Assert.Equal(since, risk.LevelSince);
        var third = await second.AppendChanges(referent, 1, "after");
        await second.Delivered(third);
        Assert.Equal(RiskLevel.High, (await second.Risk(referent)).Score.Level);
        await second.Settle(referent);
        var changes = await world.Store.Changes(0, referent, 10, CancellationToken.None);
        Assert.Equal((RiskLevel.Medium, RiskLevel.High), (changes[^1].From, changes[^1].To));
        Assert.Single(changes, change => change.To == RiskLevel.Medium);
    }

    [Fact]
    public async Task Loses_nothing_of_what_was_delivered_and_not_stored()
    {
        var world = new World();
        var referent = Sample.Referent("unstored");
        var cluster = await TestCluster.Start(world, TestModel.Make());
        var position = await cluster.AppendChanges(referent, 3);
        await cluster.Delivered(position);
        await cluster.Kill();

        Assert.Equal(0, await world.Store.Checkpoint(position.Partition, CancellationToken.None));
        await using var second = await TestCluster.Start(world, TestModel.Make());
        await second.Settle(referent);

        Assert.Equal(RiskLevel.High, (await second.Risk(referent)).Score.Level);
        Assert.Equal(RiskLevel.High, (await world.Store.Changes(0, referent, 10, CancellationToken.None))[^1].To);
        await second.Settle(referent); // What the first settling opened is on the log, and now in the list.
        Assert.NotNull(await world.Escalations.Last(referent, CancellationToken.None));
    }

    [Fact]
    public async Task Does_not_store_referents_one_by_one_when_the_silo_stops()
    {
        var world = new World();
        ReferentId[] referents = [.. Enumerable.Range(0, 40).Select(number => Sample.Referent($"stop-{number}"))];
        var full = new FullStore(world.Store);
        await using (var first = await TestCluster.Start(world, TestModel.Make(), grains: full))
        {
            foreach (var referent in referents)
                await first.Delivered(await first.AppendChanges(referent, 3));
        }

        Assert.NotEmpty(full.Slices);
        Assert.DoesNotContain(1, full.Slices);
        await using var second = await TestCluster.Start(world, TestModel.Make());
        foreach (var referent in referents)
            Assert.Equal(RiskLevel.High, (await second.Risk(referent)).Score.Level);
    }

    /// <summary>Has no room for anything, and remembers how many it was asked to store at once.</summary>
    private sealed class FullStore(IReferentStore store) : PassingStore(store)
    {
        private readonly ConcurrentQueue<int> _slices = [];

        public IReadOnlyCollection<int> Slices => _slices;

        public override Task<ImmutableArray<ReferentId>> Flush(
            IReadOnlyList<ReferentFlush> slice, CancellationToken cancellation)
        {
            _slices.Enqueue(slice.Count);
            throw new IOException("The disk is full.");
        }
    }
}
