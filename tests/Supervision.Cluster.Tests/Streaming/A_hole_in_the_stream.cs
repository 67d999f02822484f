using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Streaming;
using Supervision.Log;

namespace Supervision.Cluster.Tests.Streaming;

public sealed class A_hole_in_the_stream
{
    /// <summary>
    /// The receiver starts at the stored checkpoint. A store that tells the receiver a later one makes the stream begin
    /// after events that the partition never saw: the hole that a lost chunk leaves.
    /// </summary>
    [Fact]
    public async Task Is_read_from_the_log()
    {
        var world = new World();
        var referent = Sample.Referent("hole");
        var partition = Partitions.Of(referent.ToString(), World.PartitionCount);
        for (var index = 0; index < 5; index++)
        {
            await world.Log.Append(
                [Sample.About(referent, $"hole-{index}", Sample.Change(world.Now), world.Now, World.PartitionCount)],
                CancellationToken.None);
        }

        await using var cluster = await TestCluster.Start(
            world, TestModel.Make(), receivers: new SkippingCheckpoint(world.Store, partition, skipTo: 4));
        var last = await cluster.AppendChanges(referent, 1, "after-the-hole");
        await cluster.Delivered(last);

        var status = await cluster.Grains.Partition(partition).Status(CancellationToken.None);
        Assert.Equal(1, status.Holes);
        Assert.Equal(6, status.Delivered);
        Assert.Equal(last, (await cluster.Risk(referent)).Position);
        Assert.Equal(6, (await cluster.Settle(referent)).Checkpoint);
    }
}
