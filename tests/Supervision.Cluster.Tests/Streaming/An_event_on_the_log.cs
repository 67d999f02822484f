using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Referents;

namespace Supervision.Cluster.Tests.Streaming;

[Collection(nameof(SharedCluster))]
public sealed class An_event_on_the_log(SharedCluster shared)
{
    private readonly TestCluster _cluster = shared.Cluster;

    [Fact]
    public async Task Reaches_its_referent_by_the_stream()
    {
        var referent = Sample.Referent("by-stream");
        var position = await _cluster.AppendChanges(referent, 2);

        await _cluster.Delivered(position);

        var view = await _cluster.Grains.Referent(referent).View(CancellationToken.None);
        Assert.Equal(position, view!.Position);
    }

    [Fact]
    public async Task Is_in_an_answer_given_right_after_it()
    {
        var referent = Sample.Referent("right-after");
        for (var index = 0; index < 20; index++)
        {
            var position = await _cluster.Append(referent, $"right-after-{index}", Sample.Change(_cluster.World.Now));

            Assert.Equal(position, (await _cluster.Risk(referent)).Position);
        }
    }

    [Fact]
    public async Task Is_stored_with_its_referent_before_the_checkpoint_passes_it()
    {
        var referent = Sample.Referent("stored");
        var position = await _cluster.AppendChanges(referent, 1);

        var settled = await _cluster.Settle(referent);

        Assert.True(settled.Checkpoint >= position.Offset);
        Assert.Equal(0, settled.Lag);
        Assert.Equal(0, settled.Dirty);
        var snapshot = await _cluster.World.Store.Load(referent, CancellationToken.None);
        Assert.Equal(position.Offset, snapshot!.Offset);
    }

    [Fact]
    public async Task About_nobody_known_gives_no_answer() =>
        Assert.Null(await _cluster.Grains.Referent(Sample.Referent("nobody")).Risk(null, CancellationToken.None));
}
