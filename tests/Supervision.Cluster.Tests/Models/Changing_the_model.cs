using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Contracts.Streaming;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Models;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Models;

public sealed class Changing_the_model
{
    private static readonly RiskModel Model = TestModel.Make();

    private static readonly RiskModelInUse Stopped = new(null, new ModelEnd(
        new ModelVersionName("test-model", "1"), ModelRegister.Stopped, DateTimeOffset.UnixEpoch, "user:a", [], "why"));

    private readonly World _world = new();
    private readonly SwitchedModel _models = new(new RiskModelInUse(Model));

    [Fact]
    public async Task To_none_shows_no_score_from_the_next_question_on_and_says_why()
    {
        await using var cluster = await Start();
        var referent = Sample.Referent("stopped");
        await cluster.AppendChanges(referent, 3);
        Assert.Equal(RiskLevel.High, (await cluster.Risk(referent)).Score.Level);

        _models.InUse = Stopped;

        var score = (await cluster.Risk(referent)).Score;
        Assert.Equal((RiskLevel.None, ModelRegister.Stopped, 0), (score.Level, score.Reason, score.Points));
        Assert.Null(score.Model);
        var view = (await cluster.Grains.Referent(referent).View(CancellationToken.None))!;
        Assert.Equal((RiskLevel.None, 0), (view.Risk.Level, view.Risk.Points));
        Assert.Null(view.Risk.ModelHash);
        var past = await cluster.Grains.Replay().RiskAsOf(referent, _world.Now, null, CancellationToken.None);
        Assert.Equal(RiskLevel.None, past!.Score.Level);
    }

    [Fact]
    public async Task Is_told_once_and_stored_by_the_sweep()
    {
        await using var cluster = await Start();
        var referent = Sample.Referent("told");
        await cluster.AppendChanges(referent, 3);
        await cluster.Settle(referent);
        _models.InUse = Stopped;
        _world.Time.Advance(TimeSpan.FromSeconds(1));

        await cluster.PartitionOf(referent).Sweep(CancellationToken.None);
        await cluster.PartitionOf(referent).Sweep(CancellationToken.None);

        var changes = await _world.Store.Changes(0, referent, 10, CancellationToken.None);
        Assert.Equal((RiskLevel.High, RiskLevel.None), (changes[^1].From, changes[^1].To));
        Assert.Single(changes, change => change.To == RiskLevel.None);
        Assert.Empty(await _world.Store.Due(
            Partitions.Of(referent.ToString(), World.PartitionCount), DateOnly.FromDateTime(_world.Now.UtcDateTime),
            null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task Back_to_the_same_opens_nothing_again_not_even_after_a_restart()
    {
        var referent = Sample.Referent("back");
        await using (var cluster = await Start())
        {
            await cluster.AppendChanges(referent, 3);
            await cluster.Settle(referent);
            var escalation = cluster.Grains.Escalation(referent);
            await escalation.Take(new TakeEscalation(1, "a"), CancellationToken.None);
            await escalation.Judge("a");
            await escalation.Close(
                new CloseEscalation(1, "a", EscalationOutcome.NoBreach, []), CancellationToken.None);
            _world.Time.Advance(TimeSpan.FromHours(1));
            _models.InUse = Stopped;
            await cluster.PartitionOf(referent).Sweep(CancellationToken.None);
        }

        await using var second = await Start();
        _models.InUse = new RiskModelInUse(Model);
        await second.PartitionOf(referent).Sweep(CancellationToken.None);
        await second.Settle(referent);

        Assert.Equal(RiskLevel.High, (await second.Risk(referent)).Score.Level);
        Assert.Equal(
            1, (await second.Grains.Escalation(referent).View(null, CancellationToken.None))!.Id.Episode);
    }

    [Fact]
    public async Task Keeps_what_waits_until_a_model_is_in_use_again()
    {
        await using var cluster = await TestCluster.Start(
            _world, null, options => options.HarmLimit = 1, models: _models);
        ReferentId[] referents = [Sample.Referent("waits-1"), Sample.Referent("waits-2")];
        foreach (var referent in referents)
        {
            await cluster.AppendChanges(referent, 3);
            await cluster.Settle(referent);
        }

        _models.InUse = Stopped;
        _world.Time.Advance(TimeSpan.FromHours(2));
        await cluster.Settle(referents[1]);
        var partition = Partitions.Of(referents[1].ToString(), World.PartitionCount);
        var held = Assert.Single(
            await _world.Store.Outbox(partition, 0, 9, CancellationToken.None),
            item => item.Referent == referents[1]);
        Assert.StartsWith("no-model-in-use", held.HeldBecause, StringComparison.Ordinal);

        _models.InUse = new RiskModelInUse(Model);
        await cluster.Settle(referents[1]);
        Assert.NotNull(await cluster.Grains.Escalation(referents[1]).View(null, CancellationToken.None));
    }

    [Fact]
    public async Task To_another_judges_the_days_before_by_the_other_too_and_floods_nobody()
    {
        await using var cluster = await TestCluster.Start(
            _world, null, options => options.HarmLimit = 2, models: _models);
        _models.InUse = RiskModelInUse.None;
        ReferentId[] referents = [.. Enumerable.Range(0, 8).Select(number => Sample.Referent($"flood-{number}"))];
        foreach (var referent in referents)
        {
            await cluster.AppendChanges(referent, 3);
            await cluster.Settle(referent);
        }

        _models.InUse = new RiskModelInUse(TestModel.Make("2"));
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        for (var partition = 0; partition < World.PartitionCount; partition++)
            await cluster.Grains.Partition(partition).Sweep(CancellationToken.None);
        foreach (var referent in referents)
            await cluster.Settle(referent);

        var counts = await _world.Store.Counts(CancellationToken.None);
        Assert.Equal((8, 6), (counts.Levels.Single(level => level.Level == RiskLevel.High).Count, counts.OutboxHeld));
        var limiter = await cluster.Grains.HarmLimiter().View(CancellationToken.None);
        Assert.Equal(2, limiter.OpenedInWindow);
    }

    private Task<TestCluster> Start() => TestCluster.Start(_world, null, models: _models);
}
