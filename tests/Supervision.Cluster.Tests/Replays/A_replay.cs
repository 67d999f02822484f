using Supervision.Access;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Replays;
using Supervision.Grains.Replays;
using Supervision.Referents;
using Supervision.Replays;

namespace Supervision.Cluster.Tests.Replays;

/// <summary>One referent a step, and a step only when the clock moves: so a test can stop it anywhere.</summary>
public sealed class A_replay
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly World _world = new();
    private readonly ReferentId[] _referents =
        [.. Enumerable.Range(1, 5).Select(number => Sample.Referent($"r{number}"))];

    [Fact]
    public async Task Goes_on_after_a_crash_with_the_same_result_and_loses_one_chunk_at_most()
    {
        var cluster = await Start();
        await Fill(cluster);
        await cluster.Grains.Replays().Start("whole", Order(), None);
        var whole = await Until(cluster, "whole", job => job.State == ReplayState.Done);
        await cluster.Grains.Replays().Start("broken", Order(), None);
        var before = await Until(cluster, "broken", job => job.Progress.Done == 3);
        await cluster.Kill();

        await using var later = await Start();
        var found = await Find(later, "broken");
        var ended = await Until(later, "broken", job => job.State == ReplayState.Done);

        Assert.True(found.Progress.Done >= before.Progress.Done - 1, $"{before} {found}");
        Assert.Equal((5, 5, 5), (ended.Progress.Done, ended.Progress.Rows, ended.Progress.Parts));
        Assert.Equal(whole.Progress.Events, ended.Progress.Events);
        Assert.Equal(whole.Tally.Levels.AsEnumerable(), ended.Tally.Levels);
        Assert.Equal(await Rows(later, whole), await Rows(later, ended));
    }

    [Fact]
    public async Task Counts_nothing_that_is_recorded_after_it_began()
    {
        await using var cluster = await Start();
        await Fill(cluster);
        await cluster.Grains.Replays().Start("r", Order(), None);
        await Until(cluster, "r", job => job.Progress.Done == 1);

        _world.Time.Advance(TimeSpan.FromSeconds(1));
        await cluster.AppendChanges(_referents[^1], 5, "late");
        var ended = await Until(cluster, "r", job => job.State == ReplayState.Done);

        Assert.Equal(1 + 2 + 3 + 4 + 5, ended.Progress.Events);
    }

    [Fact]
    public async Task Ends_where_it_is_when_cancelled_and_goes_on_from_there()
    {
        await using var cluster = await Start();
        await Fill(cluster);
        var grain = cluster.Grains.Replays();
        await grain.Start("r", Order(), None);
        await Until(cluster, "r", job => job.Progress.Done == 2);

        var cancelled = (await grain.Cancel("r", None)).Job!;
        var again = (await grain.Cancel("r", None)).Job!;
        var removed = await grain.Start("next", Order(), None);
        await Until(cluster, "next", job => job.State == ReplayState.Done);
        Assert.Equal(ReplayState.Cancelled, (await Find(cluster, "r")).State);
        var resumed = (await grain.Resume("r", None)).Job!;
        var ended = await Until(cluster, "r", job => job.State == ReplayState.Done);

        Assert.Equal((ReplayState.Cancelled, 2), (cancelled.State, cancelled.Progress.Done));
        Assert.Equal(cancelled.EndedAt, again.EndedAt);
        Assert.Equal((ReplayState.Queued, 2), (resumed.State, resumed.Progress.Done));
        Assert.Equal((5, 5), (ended.Progress.Done, ended.Progress.Rows));
        Assert.NotNull(removed.Job);
        Assert.Null((await grain.Cancel("no-such", None)).Job);
    }

    [Fact]
    public async Task Waits_for_the_one_before_it_and_is_refused_when_too_many_are_kept()
    {
        await using var cluster = await Start(options => (options.KeptMax, options.ChunkSize) = (2, 1));
        await Fill(cluster);
        var grain = cluster.Grains.Replays();
        await grain.Start("first", Order(), None);
        await grain.Start("second", Order(), None);

        await Until(cluster, "first", job => job.Progress.Done == 2);
        Assert.Equal(ReplayState.Queued, (await Find(cluster, "second")).State);
        Assert.Equal("too-many-replays", (await grain.Start("third", Order(), None)).Refusal!.Code);
        Assert.Equal("replay-under-way", (await grain.Remove("first", None)).Refusal!.Code);
        await Until(cluster, "second", job => job.State == ReplayState.Done);
        Assert.Null((await grain.Remove("first", None)).Refusal);
        Assert.NotNull((await grain.Start("third", Order(), None)).Job);
    }

    [Fact]
    public async Task Fails_when_it_has_more_rows_than_it_may_and_says_so()
    {
        await using var cluster = await Start(options => (options.RowsMax, options.ChunkSize) = (3, 1));
        await Fill(cluster);
        await cluster.Grains.Replays().Start("r", Order(), None);

        var ended = await Until(cluster, "r", job => !job.IsUnderWay);

        Assert.Equal((ReplayState.Failed, "too-many-rows"), (ended.State, ended.Failure));
    }

    [Fact]
    public async Task Is_removed_with_its_rows_when_it_is_old()
    {
        await using var cluster = await Start();
        await Fill(cluster);
        var grain = cluster.Grains.Replays();
        await grain.Start("r", Order(), None);
        var ended = await Until(cluster, "r", job => job.State == ReplayState.Done);
        Assert.Equal(5, (await Rows(cluster, ended)).Length);

        _world.Time.Advance(TimeSpan.FromDays(14) + TimeSpan.FromMinutes(1));
        await grain.Wake(None);

        Assert.Empty(await grain.List(None));
        Assert.True((await cluster.Grains.ReplayPart("r", 0).Read(None)).IsEmpty);
    }

    [Fact]
    public void Has_the_limits_that_are_written_down()
    {
        var (options, validator) = (new ReplayOptions(), new ReplayOptionsValidator());

        Assert.True(validator.Validate(null, options).Succeeded);
        Assert.Equal(
            (0.25, TimeSpan.FromMilliseconds(10), 1_000), (options.Share, options.Slice, options.ChunkSize));
        Assert.Equal((50, 1_000_000, 536_870_912), (options.KeptMax, options.RowsMax, options.BytesMax));
        Assert.Equal(TimeSpan.FromDays(14), options.KeptFor);
        Assert.True(validator.Validate(null, new ReplayOptions { Share = 0 }).Failed);
        Assert.True(validator.Validate(null, new ReplayOptions { KeptFor = TimeSpan.Zero }).Failed);
    }

    private async Task<TestCluster> Start(Action<ReplayOptions>? replays = null)
    {
        _world.Erasure.Known = [.. _referents.Select(referent => referent.ToString())];
        return await TestCluster.Start(
            _world, TestModel.Make(), replays: replays ?? (options => options.ChunkSize = 1));
    }

    /// <summary>One event of the first, two of the second, and so on.</summary>
    private async Task Fill(TestCluster cluster)
    {
        for (var index = 0; index < _referents.Length; index++)
            await cluster.AppendChanges(_referents[index], index + 1);
    }

    private ReplayOrder Order() => new(
        ReplayKind.FeaturesAndScores, TestModel.Make().Identity, null, ReplayFilter.All, _world.Now, null, null, null,
        null, 0, 0, "user:a", ReadingPurpose.ModelAssurance);

    private async Task<ReplayJob> Until(TestCluster cluster, string id, Func<ReplayJob, bool> isThere)
    {
        var until = DateTime.UtcNow.AddMinutes(1);
        while (true)
        {
            var job = await Find(cluster, id);
            if (isThere(job))
                return job;

            Assert.True(DateTime.UtcNow < until, $"Phase: replay {id} goes on. It stayed {job}");
            _world.Time.Advance(TimeSpan.FromTicks(10)); // The timer of the grain is on its time.
            await Task.Yield();
        }
    }

    private static async Task<ReplayJob> Find(TestCluster cluster, string id) =>
        (await cluster.Grains.Replays().List(None)).Single(job => job.Id == id);

    private static async Task<string[]> Rows(TestCluster cluster, ReplayJob job)
    {
        var rows = new List<string>();
        for (var part = 0; part < job.Progress.Parts; part++)
        {
            var stored = await cluster.Grains.ReplayPart(job.Id, part).Read(None);
            rows.AddRange(ReplayRows.Read(stored).Select(row => string.Join(
                ' ', row.Select(cell => cell.Text ?? $"{cell.Number}"))));
        }

        return [.. rows];
    }
}
