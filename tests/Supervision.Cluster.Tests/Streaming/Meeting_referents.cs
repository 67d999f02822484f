using Supervision.Cluster.Tests.Clusters;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Streaming;

public sealed class Meeting_referents
{
    private static readonly ReferentId[] OfOnePartition =
    [
        .. Enumerable.Range(0, 400)
            .Select(number => Sample.Referent($"met-{number}"))
            .Where(referent => Partitions.Of(referent.ToString(), World.PartitionCount) == 0)
            .Take(40),
    ];

    [Fact]
    public async Task For_the_first_time_is_one_question_for_all_of_a_chunk()
    {
        var world = new World();
        var store = new CountedStore(world.Store);
        var last = new Dictionary<ReferentId, LogPosition>();
        var before = await TestCluster.Start(world, TestModel.Make());
        foreach (var referent in OfOnePartition)
            last[referent] = await before.AppendChanges(referent, 2);
        await before.Delivered(Last(last));
        await before.DisposeAsync(); // It stores what it has.
        foreach (var referent in OfOnePartition)
            last[referent] = await before.AppendChanges(referent, 1, "more");

        await using var cluster = await TestCluster.Start(world, TestModel.Make(), grains: store);
        await cluster.Delivered(Last(last));

        Assert.InRange(store.Together, 1, OfOnePartition.Length / 4);
        Assert.Equal(0, store.Alone);
        foreach (var referent in OfOnePartition)
        {
            var risk = await cluster.Risk(referent);
            Assert.Equal((last[referent], RiskLevel.High), (risk.Position, risk.Score.Level));
        }
    }

    private static LogPosition Last(Dictionary<ReferentId, LogPosition> positions) =>
        positions.Values.MaxBy(position => position.Offset);
}
