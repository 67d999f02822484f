using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Referents;
using Supervision.Contracts.Streaming;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Cluster.Tests.Placement;

/// <summary>Partitions and referents over several silos that come, crash and are overtaken.</summary>
public sealed class Several_silos
{
    private static readonly ReferentId[] Referents =
        [.. Enumerable.Range(0, 24).Select(number => Sample.Referent($"spread-{number}"))];

    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Have_a_partition_and_its_referents_on_one_of_them()
    {
        await using var cluster = await Start(silos: 3);
        await Spread(cluster);

        await Tell(cluster, "first");

        await AssertTogether(cluster, await Holders(cluster));
    }

    [Fact]
    public async Task Give_partitions_to_one_that_joins_and_their_referents_follow()
    {
        await using var cluster = await Start(silos: 1);
        await Tell(cluster, "first");
        var alone = Assert.Single((await Holders(cluster)).Distinct());

        await cluster.Join();

        await Spread(cluster);
        Assert.Equal(World.PartitionCount / 2, (await Holders(cluster)).Count(holder => alone!.Equals(holder)));
        // A referent moves when it is next stored.
        await Tell(cluster, "second");
        await AssertAllStored(cluster);
        await Tell(cluster, "third");
        await AssertTogether(cluster, await Holders(cluster));
        await AssertAllStored(cluster);
    }

    [Fact]
    public async Task Go_on_when_one_is_killed_with_everything_unstored()
    {
        await using var cluster = await Start(silos: 3);
        await Spread(cluster);
        await Tell(cluster, "first");
        var killed = (await Holders(cluster))[0]!;

        await cluster.Kill(killed);

        await Until("every referent answers elsewhere", async () =>
        {
            foreach (var referent in Referents)
                await cluster.Risk(referent);
            return true;
        });
        await AssertAllStored(cluster);
        await Tell(cluster, "second");
        await AssertAllStored(cluster);
        Assert.DoesNotContain(killed, await Holders(cluster));
    }

    /// <summary>
    /// What a silo that slept leaves: another activation was quicker and stored. The one here must not tell its change
    /// of level too.
    /// </summary>
    [Fact]
    public async Task Let_the_activation_step_down_that_another_was_quicker_than()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var referent = Sample.Referent("two-activations");
        await cluster.AppendChanges(referent, 1);
        await cluster.Settle(referent);
        var last = await cluster.AppendChanges(referent, 3, "rise");
        await cluster.Delivered(last);
        await StoreAsAnother(cluster, referent);

        var first = await cluster.Settle(referent);
        var second = await cluster.Settle(referent);

        Assert.Equal((1, 0), (first.Dirty, second.Dirty));
        Assert.True(first.Checkpoint < last.Offset, "The checkpoint moved over what was not stored.");
        // An escalation that was opened meanwhile comes after it.
        Assert.True(second.Checkpoint >= last.Offset, $"The checkpoint stayed at {second.Checkpoint}.");
        Assert.Equal(last.Offset, (await world.Store.Load(referent, CancellationToken.None))!.Offset);
        var changes = await world.Store.Changes(0, referent, 100, CancellationToken.None);
        Assert.NotEmpty(changes);
        Assert.Equal(changes.Select(change => change.From).Distinct().Count(), changes.Length);
    }

    private static Task<TestCluster> Start(short silos) => TestCluster.Start(
        new World(), TestModel.Make(), options => options.FlushPeriod = TimeSpan.FromSeconds(1), silos: silos);

    /// <summary>Waits until the partitions have found their places among the silos.</summary>
    private static async Task Spread(TestCluster cluster)
    {
        var expected = PartitionShares.Of(World.PartitionCount, cluster.Silos, silo => silo.ToParsableString());
        await Until("the partitions are spread", async () =>
        {
            cluster.World.Time.Advance(TimeSpan.FromSeconds(1));
            return (await Holders(cluster)).SequenceEqual(expected);
        });
        Assert.True(expected.Distinct().Count() > 1, "One silo holds everything, so nothing is shown.");
    }

    /// <summary>The flush of an activation on a silo that nobody knows of any more, a moment before ours.</summary>
    private static async Task StoreAsAnother(TestCluster cluster, ReferentId referent)
    {
        var store = cluster.World.Store;
        var found = (await store.Load(referent, CancellationToken.None))!;
        var ours = (await cluster.Grains.Referent(referent).Collect(0, CancellationToken.None))!;
        // Its clock was another, so the moment of the same change is too.
        var at = ours.Risk.AsOf.AddMilliseconds(1);
        var theirs = ours with
        {
            Origin = new FlushOrigin("another", found.Offset, found.AsOf),
            Risk = ours.Risk with { AsOf = at },
            Changes = [.. ours.Changes.Select(change => change with { At = at })],
        };
        Assert.Empty(await store.Flush([theirs], CancellationToken.None));
    }

    private static async Task Tell(TestCluster cluster, string prefix)
    {
        var last = new Dictionary<int, LogPosition>();
        foreach (var referent in Referents)
        {
            var position = await cluster.AppendChanges(referent, 2, prefix);
            last[position.Partition] = position;
        }

        foreach (var position in last.Values)
            await cluster.Delivered(position);
    }

    private static async Task<SiloAddress?[]> Holders(TestCluster cluster)
    {
        for (var partition = 0; partition < World.PartitionCount; partition++)
            await cluster.Grains.Partition(partition).Status(CancellationToken.None);

        var places = await cluster.Places();
        return
        [
            .. Enumerable.Range(0, World.PartitionCount)
                .Select(partition => places[cluster.Grains.Partition(partition).GetGrainId()].FirstOrDefault()),
        ];
    }

    private static async Task AssertTogether(TestCluster cluster, SiloAddress?[] holders)
    {
        var places = await cluster.Places();
        foreach (var referent in Referents)
        {
            var partition = Partitions.Of(referent.ToString(), World.PartitionCount);
            var place = Assert.Single(places[cluster.Grains.Referent(referent).GetGrainId()]);
            Assert.Equal((referent, holders[partition]), (referent, place));
        }
    }

    private static async Task AssertAllStored(TestCluster cluster)
    {
        for (var partition = 0; partition < World.PartitionCount; partition++)
        {
            // The first may open an escalation, and so put more on the log.
            await cluster.Grains.Partition(partition).Settle(CancellationToken.None);
            var view = await cluster.Grains.Partition(partition).Settle(CancellationToken.None);
            Assert.Equal((view.Head, 0), (view.Checkpoint, view.Dirty));
        }

        foreach (var referent in Referents)
        {
            var position = (await cluster.Risk(referent)).Position;
            var stored = await cluster.World.Store.Load(referent, CancellationToken.None);
            Assert.Equal((referent, position.Offset), (referent, stored!.Offset));
        }
    }

    private static async Task Until(string what, Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        while (true)
        {
            try
            {
                if (await holds())
                    return;
            }
            catch (Exception failure) when (
                failure is OrleansException or TimeoutException && !patience.IsCancellationRequested)
            {
                // A silo is gone and not everyone knows yet: ask again.
            }

            Assert.False(patience.IsCancellationRequested, $"Waited for: {what}.");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
