using Supervision.Cluster.Tests.Clusters;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Replays;

public sealed class Drawing_scores
{
    private const int Count = 400;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Gives_the_same_for_a_seed_whatever_else_was_told_later_or_erased()
    {
        var store = await Told(Count);
        var drawn = await Draw(store, 20, seed: 1);

        Assert.Equal(20, drawn.Length);
        Assert.Equal(drawn, drawn.Order());
        Assert.Equal(drawn, await Draw(store, 20, seed: 1));
        Assert.NotEqual(drawn, await Draw(store, 20, seed: 2));
        Assert.Equal(drawn, await Draw(await Told(Count + 100), 20, seed: 1, upTo: Count));
        Assert.Equal(drawn[1..], await Draw(store, 19, seed: 1, isWanted: sequence => sequence != drawn[0]));
    }

    [Fact]
    public async Task Gives_all_when_there_are_fewer()
    {
        var (drawn, of) = await ScoreDraw.Of(
            await Told(7), 20, 1, told => told.Sequence != 3, long.MaxValue, None);

        Assert.Equal([1, 2, 4, 5, 6, 7], drawn.Select(told => told.Sequence));
        Assert.Equal(6, of);
    }

    [Fact]
    public async Task Is_as_likely_to_give_any_of_them()
    {
        var store = await Told(Count);
        var times = new int[Count + 1];
        for (var seed = 0; seed < 200; seed++)
        {
            foreach (var sequence in await Draw(store, Count / 4, seed))
                times[sequence]++;
        }

        // 200 draws of a quarter: 50 are expected, with a standard deviation of 6.1; five of them are beyond all odds.
        Assert.All(times[1..], count => Assert.InRange(count, 50 - 31, 50 + 31));
    }

    private static async Task<long[]> Draw(
        IReferentViews views, int count, int seed, long upTo = long.MaxValue, Func<long, bool>? isWanted = null)
    {
        var (drawn, _) = await ScoreDraw.Of(
            views, count, seed, told => isWanted?.Invoke(told.Sequence) ?? true, upTo, None);
        return [.. drawn.Select(told => told.Sequence)];
    }

    /// <summary>So many changes of level of one referent, numbered from 1.</summary>
    private static async Task<MemoryReferentStore> Told(int count)
    {
        var store = new MemoryReferentStore(4);
        var (referent, start) = (Sample.Referent("drawn"), new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        var position = new LogPosition(Partitions.Of(referent.ToString(), 4), count);
        var changes = Enumerable.Range(1, count).Select(number => new RiskChange(
            0, referent, position with { Offset = number }, start.AddMinutes(number), RiskLevel.Low, RiskLevel.High,
            number, "sha256:0", null));
        await store.Flush(
            [
                new ReferentFlush(
                    referent, position.Partition, new ReferentSnapshot(count, new byte[] { 1 }),
                    new RegisterRow(null, null, null, null, null, default, default, default, default),
                    new RiskRow(RiskLevel.High, 1, 1, "sha256:0", start, start, null), [.. changes], [], []),
            ],
            None);
        return store;
    }
}
