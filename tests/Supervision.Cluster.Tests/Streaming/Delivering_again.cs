using System.Collections.Immutable;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Streaming;

[Collection(nameof(SharedCluster))]
public sealed class Delivering_again(SharedCluster shared)
{
    private readonly TestCluster _cluster = shared.Cluster;

    [Fact]
    public async Task Has_no_second_effect()
    {
        var referent = Sample.Referent("twice");
        await _cluster.AppendChanges(referent, 2);
        var before = await _cluster.Risk(referent);
        var all = await AllOf(referent);

        for (var time = 0; time < 3; time++)
            await _cluster.Grains.Referent(referent).Apply(all, CancellationToken.None);

        var after = await _cluster.Risk(referent);
        Assert.Equal(RiskLevel.Medium, before.Score.Level);
        Assert.Equal(before.Score.Points, after.Score.Points);
        Assert.Equal(before.Position, after.Position);
    }

    [Fact]
    public async Task Records_no_second_change_of_level()
    {
        var referent = Sample.Referent("twice-told");
        await _cluster.AppendChanges(referent, 2);
        await _cluster.Settle(referent);
        var first = await Changes(referent);

        await _cluster.Grains.Referent(referent).Apply(await AllOf(referent), CancellationToken.None);
        await _cluster.Settle(referent);

        Assert.Equal(RiskLevel.Medium, first[^1].To);
        Assert.Equal(first.AsEnumerable(), await Changes(referent));
    }

    [Fact]
    public async Task Names_the_event_that_moved_the_level()
    {
        var referent = Sample.Referent("cause");
        await _cluster.AppendChanges(referent, 1);
        await _cluster.Settle(referent);
        await _cluster.AppendChanges(referent, 1, "second");
        await _cluster.Settle(referent);
        await _cluster.AppendChanges(referent, 1, "third");
        await _cluster.Settle(referent);

        var changes = await Changes(referent);

        Assert.Equal(
            [(RiskLevel.Low, "change-0"), (RiskLevel.Medium, "second-0"), (RiskLevel.High, "third-0")],
            changes.Select(change => (change.To, change.Cause!.Value.EventId.Split('/')[1])));
    }

    private Task<ImmutableArray<LoggedEvent>> AllOf(ReferentId referent) =>
        _cluster.World.Log.ReadSubject(referent.ToString(), 0, 1_000, CancellationToken.None);

    private Task<ImmutableArray<RiskChange>> Changes(ReferentId referent) =>
        _cluster.World.Store.Changes(0, referent, 100, CancellationToken.None);
}
