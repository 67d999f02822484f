using Supervision.Cluster.Tests.Clusters;
using Supervision.Log;

namespace Supervision.Cluster.Tests.Streaming;

public sealed class Storing_a_partition
{
    [Fact]
    public async Task Goes_on_delivering_meanwhile()
    {
        var world = new World();
        var store = new HeldStore(world.Store);
        await using var cluster = await TestCluster.Start(
            world, TestModel.Make(), options => options.FlushPeriod = TimeSpan.FromMilliseconds(50), grains: store);
        var referent = Sample.Referent("meanwhile");
        store.Hold();
        await cluster.Delivered(await cluster.AppendChanges(referent, 1));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!store.Arrived.IsCompleted)
        {
            Assert.False(patience.IsCancellationRequested, "Waited for the partition to store something.");
            world.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        var later = await cluster.AppendChanges(referent, 1, "later");
        await cluster.Delivered(later);

        var status = await cluster.PartitionOf(referent).Status(CancellationToken.None);
        Assert.Equal(0, status.Checkpoint);
        Assert.True(status.Dirty > 0);
        store.Release();
        Assert.Equal(later.Offset, (await cluster.Settle(referent)).Checkpoint);
        Assert.Equal(later.Offset, (await world.Store.Load(referent, CancellationToken.None))!.Offset);
    }

    [Fact]
    public async Task That_failed_is_done_again_for_all_that_was_not_stored()
    {
        var world = new World();
        var store = new HeldStore(world.Store);
        await using var cluster = await TestCluster.Start(
            world, TestModel.Make(), options => options.FlushSlice = 1, grains: store);
        var referents = Enumerable.Range(0, 200)
            .Select(number => Sample.Referent($"again-{number}"))
            .Where(referent => Partitions.Of(referent.ToString(), World.PartitionCount) == 0)
            .Take(3)
            .ToArray();
        var last = default(LogPosition);
        foreach (var referent in referents)
            last = await cluster.AppendChanges(referent, 2);

        await cluster.Delivered(last);
        store.FailNext(slices: 2);
        await Assert.ThrowsAsync<IOException>(() => cluster.Settle(referents[0]));
        var failed = await cluster.PartitionOf(referents[0]).Status(CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => cluster.Settle(referents[0]));

        var settled = await cluster.Settle(referents[0]);

        Assert.Equal((3, 0), (failed.Dirty, failed.Checkpoint));
        Assert.Equal((0, last.Offset), (settled.Dirty, settled.Checkpoint));
        foreach (var referent in referents)
            Assert.NotNull(await world.Store.Load(referent, CancellationToken.None));
    }
}
