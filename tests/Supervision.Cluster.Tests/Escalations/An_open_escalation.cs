using Supervision.Cluster.Tests.Clusters;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Cluster.Tests.Escalations;

public sealed class An_open_escalation
{
    [Fact]
    public async Task Is_taken_by_one_of_two_people()
    {
        await using var cluster = await TestCluster.Start(new World(), TestModel.Make());
        var grain = await Opened(cluster, Sample.Referent("two-people"));

        var receipts = await Task.WhenAll(
            grain.Take(new TakeEscalation(1, "officer-a"), CancellationToken.None),
            grain.Take(new TakeEscalation(1, "officer-b"), CancellationToken.None));

        var refused = Assert.Single(receipts, receipt => receipt.Refusal is not null);
        Assert.Equal("escalation-taken", refused.Refusal!.Code);
        Assert.Equal(receipts[0].View!.Assignee, receipts[1].View!.Assignee);
    }

    [Fact]
    public async Task Becomes_overdue_by_its_clock_and_loses_a_lock_that_nobody_used()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var referent = Sample.Referent("overdue");
        var grain = await Opened(cluster, referent);
        await grain.Take(new TakeEscalation(1, "officer-a"), CancellationToken.None);

        world.Time.Advance(TimeSpan.FromHours(9));
        await Ring(grain);
        Assert.Equal(EscalationState.Opened, (await grain.View(1, CancellationToken.None))!.State);

        world.Time.Advance(TimeSpan.FromDays(15));
        await Ring(grain);
        await Ring(grain);
        await cluster.Settle(referent);

        Assert.True((await grain.View(1, CancellationToken.None))!.Overdue);
        Assert.True((await world.Escalations.Last(referent, CancellationToken.None))!.Overdue);
        var types = (await world.Log.ReadSubject(EscalationId.SubjectOf(referent), 0, 99, CancellationToken.None))
            .Select(logged => logged.Type.Split('.')[2]);
        Assert.Equal(["opened", "taken", "released", "deadline-near", "overdue"], types);
    }

    [Fact]
    public async Task Returns_its_outcome_into_the_history_of_the_referent_when_closed()
    {
        var world = new World();
        await using var cluster = await TestCluster.Start(world, TestModel.Make());
        var referent = Sample.Referent("closed");
        var grain = await Opened(cluster, referent);
        await grain.Take(new TakeEscalation(1, "officer-a"), CancellationToken.None);
        await grain.Note(
            new NoteEscalation(1, "officer-a", "note-1", "Asked for the records."), CancellationToken.None);
        await grain.Judge("officer-a");
        var close = new CloseEscalation(
            1, "officer-a", EscalationOutcome.BreachFound, [new Finding(Duty.KeepRecords, Severity.Serious, true)]);

        var receipt = await grain.Close(close, CancellationToken.None);
        var again = await grain.Close(close, CancellationToken.None);

        Assert.Null(receipt.Refusal);
        Assert.Equal(EscalationState.Closed, receipt.View!.State);
        Assert.Equal(receipt.View.Position, again.View!.Position);
        var history = await world.Log.ReadSubject(referent.ToString(), 0, 99, CancellationToken.None);
        var concluded = Assert.IsType<EscalationConcluded>(FactTypes.Read(history[^1].Type, history[^1].Data.Span));
        Assert.Equal(($"{referent}~1", EscalationOutcome.BreachFound), (concluded.EscalationId, concluded.Outcome));
        Assert.Equal(history[^1].Position, (await cluster.Risk(referent)).Position);
    }

    [Fact]
    public async Task Is_the_same_after_a_new_activation()
    {
        await using var cluster = await TestCluster.Start(new World(), TestModel.Make());
        var grain = await Opened(cluster, Sample.Referent("reactivated"));
        await grain.Take(new TakeEscalation(1, "officer-a"), CancellationToken.None);
        await grain.Note(new NoteEscalation(1, "officer-a", "n", "A note."), CancellationToken.None);
        var before = await grain.View(null, CancellationToken.None);

        await cluster.Deactivate(grain);
        var after = await grain.View(null, CancellationToken.None);

        Assert.Equal(before! with { Notes = [], Evidence = [], Findings = [], Clocks = [], File = null },
            after! with { Notes = [], Evidence = [], Findings = [], Clocks = [], File = null });
        Assert.Equal(before.Notes.AsEnumerable(), after.Notes);
        Assert.Equal(before.Clocks.AsEnumerable(), after.Clocks);
        Assert.Single(after.Clocks);
    }

    private static async Task<IEscalationGrain> Opened(TestCluster cluster, ReferentId referent)
    {
        await cluster.AppendChanges(referent, 3);
        await cluster.Settle(referent);
        return cluster.Grains.Escalation(referent);
    }

    private static Task Ring(IEscalationGrain grain) =>
        grain.AsReference<IRemindable>().ReceiveReminder("clock", default);
}
