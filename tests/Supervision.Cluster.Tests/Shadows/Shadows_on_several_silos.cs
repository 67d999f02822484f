using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Shadows;
using Supervision.Contracts.Streaming;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Cluster.Tests.Shadows;

public sealed class Shadows_on_several_silos
{
    private static readonly ReferentId[] Referents =
        [.. Enumerable.Range(0, 16).Select(number => Sample.Referent($"silos-{number}"))];

    private static readonly RiskModel Shadow = TestModel.Make("2", medium: 10, high: 20);

    private static readonly TimeSpan PatienceMax = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Are_counted_where_the_partitions_are_and_anew_when_a_silo_is_killed()
    {
        await using var cluster = await TestCluster.Start(
            new World(), null, options => options.FlushPeriod = TimeSpan.FromSeconds(1), silos: 2,
            models: new SwitchedModel(new RiskModelInUse(TestModel.Make()) { Shadows = [Shadow] }));
        foreach (var referent in Referents)
            await cluster.AppendChanges(referent, 2);
        await Whole(cluster);

        await Until(cluster, "each is where its partition is", _ => true, IsTogether);
        var places = await cluster.Places();
        await cluster.Kill(places[cluster.Grains.Shadow(0).GetGrainId()].Single());
        await Whole(cluster);

        foreach (var referent in Referents)
            await cluster.AppendChanges(referent, 1, "after");
        await Until(cluster, "the last change is counted by both", standing =>
            standing.Levels[RiskLevel.High, RiskLevel.High] == Referents.Length);
    }

    private static Task Whole(TestCluster cluster) => Until(cluster, "all are counted", standing =>
        standing.Levels[RiskLevel.Medium, RiskLevel.High] == Referents.Length
        && standing.Levels.Count == Referents.Length);

    private static async Task<bool> IsTogether(TestCluster cluster)
    {
        var places = await cluster.Places();
        return Enumerable.Range(0, World.PartitionCount).All(partition =>
            places[cluster.Grains.Partition(partition).GetGrainId()]
                .SequenceEqual(places[cluster.Grains.Shadow(partition).GetGrainId()]));
    }

    private static Task Until(TestCluster cluster, string what, Func<StandingTally, bool> holds) =>
        Until(cluster, what, holds, _ => Task.FromResult(true));

    private static async Task Until(
        TestCluster cluster, string what, Func<StandingTally, bool> holds, Func<TestCluster, Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(PatienceMax);
        while (true)
        {
            try
            {
                await cluster.SettleShadows();
                var views = await Task.WhenAll(Enumerable.Range(0, World.PartitionCount).Select(partition =>
                    cluster.Grains.Shadow(partition).Standing(Shadow.Identity.Hash, CancellationToken.None)));
                if (views.All(view => view.IsWhole)
                    && holds(views.Aggregate(StandingTally.Empty, (sum, view) => sum.And(view.Tally)))
                    && await isSo(cluster))
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
