using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Streaming;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Grains.Rebuilding;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Cluster.Tests.Rebuilding;

public sealed class A_rebuilt_read_model
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly World _world = new();
    private readonly ReferentId _high = Sample.Referent("rebuilt-high");
    private readonly ReferentId _medium = Sample.Referent("rebuilt-medium");

    [Fact]
    public async Task Is_as_it_was_and_nothing_is_told_twice()
    {
        await Live();
        var before = await Read();
        Assert.Equal(4, before.Rows.Length);
        Assert.Single(before.Quarantined);
        Assert.Single(before.Escalations);

        var progress = new List<(long Done, long All)>();
        var counts = await Rebuild((done, all) => progress.Add((done, all)));

        Same(before, await Read());
        Assert.Equal(0, counts.Due);
        Assert.Equal((counts.Events, counts.Events), progress[^1]);

        await using var cluster = await TestCluster.Start(_world, TestModel.Make());
        await SettleAll(cluster);
        Same(before, await Read());
        Assert.Empty(await cluster.World.Log.ReadSubject(EscalationId.SubjectOf(_medium), 0, 10, None));

        await cluster.AppendChanges(_medium, 1, "third");
        await SettleAll(cluster);
        var told = (await _world.Store.Changes(0, _medium, 10, None))[^1];
        Assert.Equal((RiskLevel.Medium, RiskLevel.High), (told.From, told.To));
        Assert.NotNull(told.Cause);
    }

    [Fact]
    public async Task Leaves_it_to_the_server_to_tell_what_time_has_changed()
    {
        await Live();
        var before = await Read();
        _world.Time.Advance(TimeSpan.FromDays(100)); // The changes of the register are out of the window.

        var counts = await Rebuild((_, _) => { });

        Assert.Equal(2, counts.Due);
        var listed = await Read();
        Assert.Equal(before.Changes.AsEnumerable(), listed.Changes);
        Assert.Equal(
            before.Rows.Select(row => row.Risk.Level), listed.Rows.Select(row => row.Risk.Level));

        await using var cluster = await TestCluster.Start(_world, TestModel.Make());
        for (var partition = 0; partition < World.PartitionCount; partition++)
            await cluster.Grains.Partition(partition).Sweep(None);

        var told = (await Read()).Changes[before.Changes.Length..];
        Assert.Equal(
            [(_high, RiskLevel.High, RiskLevel.Low), (_medium, RiskLevel.Medium, RiskLevel.Low)],
            told.Select(change => (change.Referent, change.From, change.To))
                .OrderBy(change => change.Referent.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Is_the_same_when_it_was_broken_off_and_run_again()
    {
        await Live();
        var before = await Read();

        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Rebuild(
            (_, _) =>
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            },
            stop.Token));
        Assert.NotEqual(before.Rows.Length, (await Read()).Rows.Length);
        await Rebuild((_, _) => { });

        Same(before, await Read());
    }

    /// <summary>Referents of every level, a correction, a damaged event, a case; then the silo stops.</summary>
    private async Task Live()
    {
        await using var cluster = await TestCluster.Start(_world, TestModel.Make());
        await cluster.AppendChanges(_high, 3);
        await cluster.AppendChanges(_medium, 2);
        var low = Sample.Referent("rebuilt-low");
        await cluster.AppendChanges(low, 2);
        await cluster.Append(
            low, "retraction", new FactRetracted(Sample.Source, $"{low}/change-0", CorrectionReason.SourceError));
        var poisoned = Sample.Referent("rebuilt-poisoned");
        await cluster.AppendChanges(poisoned, 1);
        await cluster.Append(Sample.Raw(
            poisoned.ToString(), poisoned, "poison", FactTypes.NameOf<ReferentRegistryChanged>(),
            Encoding.UTF8.GetBytes("""{"change":"moved-to-mars"}"""), _world.Now, World.PartitionCount));
        await SettleAll(cluster);
        await SettleAll(cluster); // What the first settling opened is on the log, and now in the list.
    }

    private static async Task SettleAll(TestCluster cluster)
    {
        for (var partition = 0; partition < World.PartitionCount; partition++)
            await cluster.Grains.Partition(partition).Settle(None);
    }

    private Task<RebuildCounts> Rebuild(Action<long, long> progress, CancellationToken cancellation = default) =>
        new ReadModelRebuild(
            _world.Log, _world.Store, _world.Store, _world.Escalations, [_world.Store, _world.Escalations],
            new RiskModelInUse(TestModel.Make()), _world.Time, NullLogger<ReadModelRebuild>.Instance)
            .Run(progress, cancellation);

    private async Task<Lists> Read()
    {
        var page = await _world.Store.List(
            new ReferentQuery(null, null, null, null, null, null, ReferentSort.Id, null, 500), None);
        var escalations = await _world.Escalations.List(
            new EscalationQuery(null, null, null, null, null, null, null, 500), None);
        return new Lists(
            // When it was evaluated last is not a fact about a referent.
            [.. page.Items.Select(row => row with { Risk = row.Risk with { AsOf = default } })],
            page.FlushedTo,
            await _world.Store.Quarantined(null, null, null, 100, None),
            escalations.Items,
            await _world.Store.Changes(0, null, 100, None));
    }

    private static void Same(Lists expected, Lists actual)
    {
        Assert.Equal(expected.Rows.AsEnumerable(), actual.Rows);
        Assert.Equal(expected.FlushedTo.AsEnumerable(), actual.FlushedTo);
        Assert.Equal(expected.Quarantined.AsEnumerable(), actual.Quarantined);
        Assert.Equal(expected.Escalations.AsEnumerable(), actual.Escalations);
        Assert.Equal(expected.Changes.AsEnumerable(), actual.Changes);
    }

    private sealed record Lists(
        ImmutableArray<ReferentListRow> Rows,
        ImmutableArray<LogPosition> FlushedTo,
        ImmutableArray<QuarantinedEvent> Quarantined,
        ImmutableArray<EscalationRow> Escalations,
        ImmutableArray<RiskChange> Changes);
}
