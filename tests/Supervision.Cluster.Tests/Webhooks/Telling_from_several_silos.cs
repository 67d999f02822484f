using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Streaming;
using Supervision.Contracts.Webhooks;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Webhooks;

namespace Supervision.Cluster.Tests.Webhooks;

/// <summary>Three silos, each of which may be the one that tells a subscriber.</summary>
public sealed class Telling_from_several_silos
{
    private const string Subscriber = "several-silos";

    private static readonly string[] Levels = ["low", "medium", "high"];

    private static readonly ReferentId[] Referents =
        [.. Enumerable.Range(0, 24).Select(number => Sample.Referent($"told-{number}"))];

    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Sends_each_message_once_and_each_referent_in_its_order()
    {
        var receiver = new HeldReceiver();
        await using var cluster = await Start(receiver);

        foreach (var round in Levels)
            await Change(cluster, round);
        await Until(cluster, () => receiver.All.Length >= Referents.Length * Levels.Length);
        // Whatever a silo would still send in the next minute, each of which asks it to go on every ten seconds.
        for (var second = 0; second < 60; second++)
            await Step(cluster);

        Assert.Equal(Referents.Length * Levels.Length, receiver.All.Length);
        AssertAllInOrder(receiver.All);
        Assert.Equal(0, receiver.Overtaken);
    }

    [Fact]
    public async Task Loses_nothing_and_keeps_the_order_when_the_one_that_tells_is_killed()
    {
        var receiver = new HeldReceiver();
        await using var cluster = await Start(receiver);
        await Change(cluster, Levels[0]);
        await Until(cluster, () => receiver.All.Length >= Referents.Length);
        var never = new TaskCompletionSource();
        receiver.Hold(never.Task);
        await Change(cluster, Levels[1]);
        await Until(cluster, () => receiver.All.Length > Referents.Length);
        var told = (await cluster.Places())[cluster.Grains.Webhook(Subscriber).GetGrainId()].Single();

        await cluster.Kill(told);
        var before = receiver.All;
        receiver.Hold(Task.CompletedTask);
        await Until(cluster, () => Firsts(receiver.All).Length >= Referents.Length * 2);
        await Change(cluster, Levels[2]);
        await Until(cluster, () => Firsts(receiver.All).Length >= Referents.Length * Levels.Length);

        AssertAllInOrder(Firsts(receiver.All));
        // What came twice had come before the crash, and came under its id.
        var again = receiver.All.GroupBy(one => one.Id).Where(same => same.Count() > 1).ToArray();
        Assert.NotEmpty(again);
        Assert.All(again, same => Assert.Contains(same.Key, before.Select(one => one.Id)));
        Assert.All(again, same => Assert.Single(same.Distinct()));
        never.SetResult();
    }

    private static async Task<TestCluster> Start(HeldReceiver receiver)
    {
        var cluster = await TestCluster.Start(
            new World(), TestModel.Make(), options => options.FlushPeriod = TimeSpan.FromSeconds(1), silos: 3,
            webhooks: receiver);
        var terms = new WebhookTerms(
            "Test", "https://register.example.org/", [WebhookMatter.LevelChanged], ReadingPurpose.Supervision);
        var grain = cluster.Grains.Webhook(Subscriber);
        await grain.Begin(CancellationToken.None);
        await cluster.Grains.Webhooks().Add(
            terms.Make(Subscriber, WebhookSecret.NewText(), cluster.World.Now, "user:administrator"),
            CancellationToken.None);
        await grain.Wake(CancellationToken.None);
        return cluster;
    }

    /// <summary>Every referent rises by one level, and that is stored.</summary>
    private static async Task Change(TestCluster cluster, string round)
    {
        var last = new Dictionary<int, LogPosition>();
        foreach (var referent in Referents)
        {
            var position = await cluster.AppendChanges(referent, 1, round);
            last[position.Partition] = position;
        }

        foreach (var position in last.Values)
            await cluster.Delivered(position);
        for (var partition = 0; partition < World.PartitionCount; partition++)
            await cluster.Grains.Partition(partition).Settle(CancellationToken.None);
    }

    private static async Task Until(TestCluster cluster, Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        while (!holds())
        {
            Assert.False(patience.IsCancellationRequested, "Not everything arrived.");
            try
            {
                await Step(cluster);
            }
            catch (Exception failure) when (
                failure is OrleansException or TimeoutException && !patience.IsCancellationRequested)
            {
                // A silo is gone and not everyone knows yet: ask again.
            }
        }
    }

    /// <summary>A second passes, and the one that tells was heard of since.</summary>
    private static async Task Step(TestCluster cluster)
    {
        cluster.World.Time.Advance(TimeSpan.FromSeconds(1));
        await cluster.Grains.Webhook(Subscriber).Standing(CancellationToken.None);
    }

    /// <summary>Each message when it came first.</summary>
    private static ImmutableArray<Arrived> Firsts(ImmutableArray<Arrived> all) => [.. all.DistinctBy(one => one.Id)];

    private static void AssertAllInOrder(ImmutableArray<Arrived> all)
    {
        foreach (var referent in Referents)
            Assert.Equal(
                Levels, all.Where(one => one.Referent == referent.ToString()).Select(one => one.To));
    }
}
