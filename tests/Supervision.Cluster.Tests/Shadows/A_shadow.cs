using System.Collections.Immutable;
using System.Text.Json;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Contracts.Shadows;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Shadows;

namespace Supervision.Cluster.Tests.Shadows;

public sealed class A_shadow
{
    private static readonly RiskModel Used = TestModel.Make();

    // Two changes are medium by the model in use, and high by the shadow.
    private static readonly RiskModel Shadow = TestModel.Make("2", medium: 10, high: 20);
    private static readonly RiskModelInUse Both = new(Used) { Shadows = [Shadow] };

    private readonly World _world = new();

    [Fact]
    public async Task Judges_what_streams_in_beside_the_model_in_use_and_counts_it()
    {
        await using var cluster = await Start(Both);
        ReferentId[] referents = [.. Enumerable.Range(0, 12).Select(number => Sample.Referent($"beside-{number}"))];
        foreach (var referent in referents)
        {
            await cluster.ShadowOf(referent).Wake(CancellationToken.None);
            await cluster.Delivered(await cluster.AppendChanges(referent, 2));
        }

        var standing = await Standing(cluster);
        var today = (await Days(cluster)).Single();

        Assert.Equal(12, standing.Tally.Levels[RiskLevel.Medium, RiskLevel.High]);
        Assert.Equal((12, 12), (standing.Tally.Levels.Count, standing.Tally.Levels.Higher));
        Assert.Equal((12, 12), (standing.Tally.UsedPoints.Sum(), standing.Tally.ShadowPoints.Sum()));
        Assert.Equal((Used.Identity.Hash, Shadow.Identity.Hash), (today.Used, today.Shadow));
        Assert.Equal((0, 12), (today.Judging.UsedFirings, today.Judging.ShadowFirings));
        Assert.Equal(24, today.Judging.Judgings);
        Assert.Equal((24, 24), (today.Judging.UsedChanges, today.Judging.ShadowChanges));
        Assert.True(today.Judging.ShadowNanoseconds > 0 && today.Judging.UsedNanoseconds > 0);
    }

    [Fact]
    public async Task Touches_nothing()
    {
        var with = await Everything(Both);
        var without = await Everything(new RiskModelInUse(Used));

        Assert.Contains("\"High\"", without, StringComparison.Ordinal);
        Assert.Equal(without, with);
    }

    [Fact]
    public async Task Judges_those_of_before_from_snapshots_and_wakes_nobody()
    {
        var models = new SwitchedModel(new RiskModelInUse(Used));
        ReferentId[] referents = [.. Enumerable.Range(0, 30).Select(number => Sample.Referent($"before-{number}"))];
        await using (var first = await TestCluster.Start(_world, null, models: models))
        {
            foreach (var referent in referents)
                await first.AppendChanges(referent, 2);
            foreach (var referent in referents)
                await first.Settle(referent);
        }

        await using var cluster = await TestCluster.Start(_world, null, models: models);
        models.InUse = Both;
        Assert.False((await Standing(cluster)).IsWhole);
        await cluster.SettleShadows();

        var standing = await Standing(cluster);
        Assert.True(standing.IsWhole);
        Assert.Equal(30, standing.Tally.Levels[RiskLevel.Medium, RiskLevel.High]);
        var awake = await cluster.Places();
        Assert.All(referents, referent => Assert.Empty(awake[cluster.Grains.Referent(referent).GetGrainId()]));
        // What they were before is not known, so nobody can be said to have risen.
        Assert.All(
            await Days(cluster),
            day => Assert.Equal((0, 0), (day.Judging.ShadowFirings, day.Judging.ShadowChanges)));
    }

    [Fact]
    public async Task Says_who_would_move_and_why_in_pages()
    {
        await using var cluster = await Start(Both);
        ReferentId[] referents = [.. Enumerable.Range(0, 9).Select(number => Sample.Referent($"move-{number}"))];
        foreach (var referent in referents)
            await cluster.Delivered(await cluster.AppendChanges(referent, referent == referents[0] ? 3 : 2));
        await cluster.SettleShadows();

        var named = new List<ReferentId>();
        foreach (var partition in Enumerable.Range(0, World.PartitionCount))
        {
            ReferentId? after = null;
            while (await cluster.Grains.Shadow(partition).Movers(
                Shadow.Identity.Hash, after, 1, CancellationToken.None) is [{ } next])
            {
                named.Add(next);
                after = next;
            }
        }

        Assert.Equal(referents[1..].Order(ById), named.Order(ById));
        var move = Assert.Single(await cluster.ShadowOf(referents[1]).Explain(
            Shadow.Identity.Hash, [referents[1]], CancellationToken.None));
        Assert.Equal((RiskLevel.Medium, 20, RiskLevel.High, 20), (
            move.UsedLevel, move.UsedPoints, move.ShadowLevel, move.ShadowPoints));
        Assert.Empty(move.Indicators);
        Assert.Equal(
            [
                "Level high holds from 20 points; it held from 60. It has 20 points.",
            ],
            move.Because.AsEnumerable());
    }

    [Fact]
    public async Task Follows_time_too()
    {
        var models = new SwitchedModel(Both);
        await using var cluster = await TestCluster.Start(_world, null, models: models);
        var referent = Sample.Referent("time");
        await cluster.AppendChanges(referent, 2);
        await cluster.SettleShadows();
        Assert.Equal(1, (await Standing(cluster)).Tally.Levels[RiskLevel.Medium, RiskLevel.High]);

        _world.Time.Advance(TimeSpan.FromDays(91));
        await cluster.SettleShadows();

        Assert.Equal(1, (await Standing(cluster)).Tally.Levels[RiskLevel.Low, RiskLevel.Low]);
        var days = await Days(cluster);
        Assert.Equal(2, days.Length);
        Assert.Equal((1, 1), (days[^1].Judging.UsedChanges, days[^1].Judging.ShadowChanges));
    }

    [Fact]
    public async Task Is_over_when_it_is_retired_and_its_days_stay_through_a_restart()
    {
        var models = new SwitchedModel(Both);
        var referent = Sample.Referent("over");
        await using (var first = await TestCluster.Start(_world, null, models: models))
        {
            await first.ShadowOf(referent).Wake(CancellationToken.None);
            await first.Delivered(await first.AppendChanges(referent, 2));
            models.InUse = new RiskModelInUse(Used);
            Assert.False((await Standing(first)).IsEvaluated);
            await first.Delivered(await first.AppendChanges(referent, 1, "after"));
        }

        await using var second = await TestCluster.Start(_world, null, models: models);
        var day = Assert.Single(await Days(second));
        Assert.Equal((2, 1), (day.Judging.Judgings, day.Judging.ShadowFirings));
    }

    [Fact]
    public async Task Goes_on_after_a_restart_where_it_was()
    {
        var referent = Sample.Referent("on");
        await using (var first = await Start(Both))
        {
            await first.ShadowOf(referent).Wake(CancellationToken.None);
            await first.Delivered(await first.AppendChanges(referent, 2));
            await first.Settle(referent);
        }

        await using var second = await Start(Both);
        await second.SettleShadows();
        Assert.Equal(1, (await Standing(second)).Tally.Levels[RiskLevel.Medium, RiskLevel.High]);
        await second.Delivered(await second.AppendChanges(referent, 1, "third"));

        Assert.Equal(1, (await Standing(second)).Tally.Levels[RiskLevel.High, RiskLevel.High]);
        var day = Assert.Single(await Days(second));
        Assert.Equal((1, 1), (day.Judging.UsedFirings, day.Judging.ShadowFirings));
        Assert.Equal(1, day.Standing!.Levels.Count);
    }

    [Fact]
    public async Task Is_compared_anew_when_another_model_goes_into_use()
    {
        var models = new SwitchedModel(Both);
        await using var cluster = await TestCluster.Start(_world, null, models: models);
        var referent = Sample.Referent("anew");
        await cluster.ShadowOf(referent).Wake(CancellationToken.None);
        await cluster.Delivered(await cluster.AppendChanges(referent, 2));

        models.InUse = new RiskModelInUse(TestModel.Make("3", medium: 5, high: 15)) { Shadows = [Shadow] };
        await cluster.SettleShadows();

        Assert.Equal(1, (await Standing(cluster)).Tally.Levels[RiskLevel.High, RiskLevel.High]);
        Assert.Equal(2, (await Days(cluster)).Select(day => day.Used).Distinct().Count());
    }

    [Fact]
    public async Task Forgets_who_is_erased()
    {
        await using var cluster = await Start(Both);
        var referent = Sample.Referent("erased");
        await cluster.ShadowOf(referent).Wake(CancellationToken.None);
        var last = await cluster.AppendChanges(referent, 2);
        await cluster.Delivered(last);
        Assert.Equal(1, (await Standing(cluster)).Tally.Levels.Count);

        await cluster.Delivered(await cluster.Append(
            referent, "order", new PayloadsErased(ErasureGround.TermOver, $"1-{last.Offset}")));
        await cluster.SettleShadows();

        Assert.Equal(0, (await Standing(cluster)).Tally.Levels.Count);
    }

    /// <summary>Everything that one stream of events leaves behind, in a world of its own.</summary>
    private static async Task<string> Everything(RiskModelInUse used)
    {
        var world = new World();
        ReferentId[] referents = [.. Enumerable.Range(0, 6).Select(number => Sample.Referent($"same-{number}"))];
        await using var cluster = await TestCluster.Start(world, null, models: new SwitchedModel(used));
        for (var partition = 0; partition < World.PartitionCount; partition++)
            await cluster.Grains.Shadow(partition).Wake(CancellationToken.None);
        var left = new List<string>();
        foreach (var (referent, index) in referents.Select((referent, index) => (referent, index)))
        {
            await cluster.AppendChanges(referent, index);
            await cluster.Settle(referent);
            await cluster.Settle(referent);
            if (index == 0)
                continue;

            var risk = await cluster.Risk(referent);
            left.Add(JsonSerializer.Serialize((risk.Score.Level, risk.Score.Points, risk.Position.Offset)));
            left.Add(JsonSerializer.Serialize(risk.Score));
            var episode = await cluster.Grains.Escalation(referent).View(null, CancellationToken.None);
            left.Add(JsonSerializer.Serialize(episode));
            left.Add(Convert.ToHexString((await world.Store.Load(referent, CancellationToken.None))!.State.Span));
        }

        var changes = await world.Store.Changes(0, null, 1_000, CancellationToken.None);
        left.AddRange(changes.Select(change =>
            $"{change.Referent} {change.From} \"{change.To}\" {change.Points} {change.At:O} {change.Cause}"));
        foreach (var head in await world.Log.Heads(CancellationToken.None))
            left.Add($"{head.Partition}: {head.Offset}");
        for (var partition = 0; partition < World.PartitionCount; partition++)
        {
            var outbox = await world.Store.Outbox(partition, 0, 100, CancellationToken.None);
            left.AddRange(outbox.Select(item => $"{item.Referent} {item.Rule} {item.Position}"));
        }

        return string.Join('\n', left);
    }

    private static async Task<ShadowStandingView> Standing(TestCluster cluster)
    {
        var views = await Task.WhenAll(Enumerable.Range(0, World.PartitionCount).Select(partition =>
            cluster.Grains.Shadow(partition).Standing(Shadow.Identity.Hash, CancellationToken.None)));
        return views.Aggregate((one, other) => one with
        {
            IsEvaluated = one.IsEvaluated && other.IsEvaluated,
            IsWhole = one.IsWhole && other.IsWhole,
            Tally = one.Tally.And(other.Tally),
        });
    }

    private static async Task<ImmutableArray<ShadowDay>> Days(TestCluster cluster)
    {
        var days = await Task.WhenAll(Enumerable.Range(0, World.PartitionCount).Select(partition =>
            cluster.Grains.Shadow(partition).Days(
                Shadow.Identity.Hash, DateOnly.MinValue, DateOnly.MaxValue, CancellationToken.None)));
        return days.Aggregate((one, other) => one.And(other));
    }

    private static readonly IComparer<ReferentId> ById =
        Comparer<ReferentId>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));

    private Task<TestCluster> Start(RiskModelInUse used) =>
        TestCluster.Start(_world, null, models: new SwitchedModel(used));
}
