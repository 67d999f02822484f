using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Referents;
using Supervision.Facts;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Referents;

public sealed class A_new_day
{
    [Fact]
    public async Task Raises_and_lowers_levels_without_an_event()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var falling = Sample.Referent("falling");
        var rising = Sample.Referent("rising");
        await cluster.AppendChanges(falling, 2);
        await cluster.Append(
            rising, "request", new InformationRequested("r", DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(30)));
        await cluster.Settle(falling);
        await cluster.Settle(rising);

        world.Time.Advance(TimeSpan.FromDays(31));
        await cluster.PartitionOf(rising).Sweep(CancellationToken.None);
        world.Time.Advance(TimeSpan.FromDays(60));
        await cluster.PartitionOf(falling).Sweep(CancellationToken.None);

        var rose = await world.Store.Changes(0, rising, 10, CancellationToken.None);
        var fell = await world.Store.Changes(0, falling, 10, CancellationToken.None);
        Assert.Equal((RiskLevel.High, true), (rose[^1].To, rose[^1].Cause is null));
        Assert.Equal((RiskLevel.Medium, RiskLevel.Low, true), (fell[^1].From, fell[^1].To, fell[^1].Cause is null));
    }

    [Fact]
    public async Task Shows_in_an_answer_as_of_a_day_of_the_past()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var referent = Sample.Referent("past");
        var start = world.Now;
        await cluster.AppendChanges(referent, 2);
        world.Time.Advance(TimeSpan.FromDays(10));
        await cluster.AppendChanges(referent, 1, "later");
        var replay = cluster.Grains.Replay();

        var then = await replay.RiskAsOf(referent, start.AddDays(5), null, CancellationToken.None);
        var now = await replay.RiskAsOf(referent, world.Now, null, CancellationToken.None);
        var asKnownThen = await replay.RiskAsOf(referent, world.Now, start.AddDays(5), CancellationToken.None);

        Assert.Equal(RiskLevel.Medium, then!.Score.Level);
        Assert.Equal(RiskLevel.High, now!.Score.Level);
        Assert.Equal(RiskLevel.Medium, asKnownThen!.Score.Level);
    }
}
