using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Models;
using Supervision.Selections;
using Supervision.Tests.Models;

namespace Supervision.Tests.Selections;

public sealed class A_register_of_selections
{
    private const string Id = "selection-1";

    private static readonly DateTimeOffset Monday = A_model.Monday;
    private static readonly ModelActor Supervisor = A_model.Person("supervisor", Role.Supervisor);
    private static readonly ModelActor Lead = A_model.Person("lead", Role.TeamLead);
    private static readonly SelectionPlan Quarter = new(
        new DateOnly(2026, 4, 1), new DateOnly(2026, 7, 1), 40, ChannelShares.Default, Strata.None, CheckKind.Desk);

    private static readonly SelectionRegister Planned = Then(SelectionRegister.Empty, Plan(SelectionRegister.Empty));
    private static readonly SelectionRegister Confirmed = Then(Planned, Planned.Confirm(Id, Lead, "In order.", "5eed"));
    private static readonly SelectionDrawn Drawn = new(
        Id, "d", Monday, 10, "all-AQ", "sha256:1", "sha256:2", "sha256:3", new ChannelCounts(20, 10, 10), 10, [],
        new ModelStep(Lead.Id, Lead.Roles, "Drawn."));

    [Fact]
    public void Takes_a_selection_from_its_plan_to_its_cases()
    {
        var register = Then(Confirmed, Confirmed.Draw(Drawn, Lead));
        register = Then(register, register.Open(Id, 8, 2, 0));

        var selection = register.Selections[Id];
        Assert.Equal(
            (SelectionState.Opened, Quarter, "user:supervisor", "user:lead", "5eed", 8),
            (selection.State, selection.Plan, selection.PlannedBy, selection.ConfirmedBy, selection.Seed,
                selection.Opened!.Opened));
    }

    [Fact]
    public void Records_nothing_when_a_command_is_repeated()
    {
        Assert.Empty(Plan(Planned).Facts);
        Assert.Empty(Confirmed.Confirm(Id, Lead, "Once more.", "0ther").Facts);
        var withdrawn = Then(Confirmed, Confirmed.Withdraw(Id, Lead, "Too many."));
        Assert.Empty(withdrawn.Withdraw(Id, Lead, "Too many.").Facts);
        var opened = Then(Confirmed, Confirmed.Draw(Drawn, Lead));
        opened = Then(opened, opened.Open(Id, 8, 2, 0));
        Assert.Empty(opened.Open(Id, 8, 2, 0).Facts);
    }

    [Theory]
    [InlineData(Role.ModelOwner)]
    [InlineData(Role.EscalationOfficer)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.Approver)]
    public void Is_not_for_others(Role role)
    {
        var other = A_model.Person("x", role);

        Assert.Equal("not-allowed", SelectionRegister.Empty.Plan(Quarter, other, "Reason.").Refusal?.Code);
        Assert.Equal("not-allowed", Planned.Confirm(Id, other, "Reason.", "5eed").Refusal?.Code);
        Assert.Equal("not-allowed", Confirmed.MayDraw(Id, other)?.Code);
    }

    [Fact]
    public void Is_not_for_a_service() => Assert.Equal(
        "not-allowed",
        SelectionRegister.Empty.Plan(
            Quarter, new ModelActor("key:x", ActorKind.Service, [Role.Supervisor]), "Reason.").Refusal?.Code);

    [Theory]
    [InlineData(0, 90, 2, 1, 1, "capacity-invalid")]
    [InlineData(5_001, 90, 2, 1, 1, "capacity-invalid")]
    [InlineData(40, 0, 2, 1, 1, "period-invalid")]
    [InlineData(40, 367, 2, 1, 1, "period-invalid")]
    [InlineData(40, 90, 2, 0, 1, "shares-invalid")]
    [InlineData(40, 90, -1, 1, 1, "shares-invalid")]
    [InlineData(40, 90, 101, 100, 1, "shares-invalid")]
    [InlineData(40, 90, 3, 1, 1, "random-share-too-low")]
    public void Refuses_a_plan_that_cannot_be(int capacity, int days, int risk, int random, int signal, string code) =>
        Assert.Equal(
            code,
            SelectionRegister.Empty.Plan(
                Quarter with
                {
                    Capacity = capacity,
                    Until = Quarter.From.AddDays(days),
                    Shares = new ChannelShares(risk, random, signal),
                },
                Supervisor, "Reason.").Refusal?.Code);

    [Fact]
    public void Refuses_a_second_selection_of_a_day_until_the_first_is_withdrawn()
    {
        var overlapping = Quarter with { From = Quarter.Until.AddDays(-1), Until = Quarter.Until.AddDays(30) };

        Assert.Equal("period-taken", Planned.Plan(overlapping, Supervisor, "Reason.").Refusal?.Code);
        Assert.Null(Planned.Plan(
            overlapping with { From = Quarter.Until }, Supervisor, "Reason.").Refusal);
        var withdrawn = Then(Planned, Planned.Withdraw(Id, Supervisor, "Too many."));
        Assert.Equal(
            "selection-2", ((SelectionPlanned)withdrawn.Plan(overlapping, Supervisor, "Reason.").Facts[0]).Selection);
    }

    [Fact]
    public void Takes_two_people_and_draws_once()
    {
        Assert.Equal("same-person", Planned.Confirm(Id, Supervisor, "Mine.", "5eed").Refusal?.Code);
        Assert.Equal("wrong-state", Planned.MayDraw(Id, Lead)?.Code);
        Assert.Equal("selection-unknown", Planned.Confirm("selection-2", Lead, "Reason.", "5eed").Refusal?.Code);
        Assert.Null(Confirmed.MayDraw(Id, Lead));
        var drawn = Then(Confirmed, Confirmed.Draw(Drawn, Lead));
        Assert.Equal("wrong-state", drawn.Draw(Drawn, Lead).Refusal?.Code);
        Assert.Equal("wrong-state", drawn.Withdraw(Id, Lead, "Reason.").Refusal?.Code);
    }

    [Fact]
    public void Lets_the_share_of_chance_fall_only_by_two_people_and_never_away()
    {
        var plan = Quarter with { Shares = new ChannelShares(8, 2, 0) };
        Assert.Equal("random-floor-invalid", SelectionRegister.Empty.ProposeFloor(9, Lead, "Less.").Refusal?.Code);
        Assert.Equal("nothing-proposed", SelectionRegister.Empty.ConfirmFloor(20, Lead, "Less.").Refusal?.Code);
        var proposed = Then(SelectionRegister.Empty, SelectionRegister.Empty.ProposeFloor(20, Lead, "Less."));
        Assert.Empty(proposed.ProposeFloor(20, Lead, "Less.").Facts);
        Assert.Equal("same-person", proposed.ConfirmFloor(20, Lead, "Yes.").Refusal?.Code);
        Assert.Equal("proposal-differs", proposed.ConfirmFloor(15, Supervisor, "Yes.").Refusal?.Code);
        Assert.Equal(
            "not-allowed", proposed.ConfirmFloor(20, A_model.Person("o", Role.ModelOwner), "Yes.").Refusal?.Code);
        Assert.Equal("random-share-too-low", proposed.Plan(plan, Supervisor, "Reason.").Refusal?.Code);

        var changed = Then(proposed, proposed.ConfirmFloor(20, A_model.Person("a", Role.Approver), "Yes."));

        Assert.Equal((20, null), (changed.RandomFloor, changed.Proposed));
        Assert.Null(changed.Plan(plan, Supervisor, "Reason.").Refusal);
    }

    [Fact]
    public void Holds_a_plan_to_the_bound_when_it_is_confirmed()
    {
        var proposed = Then(Planned, Planned.ProposeFloor(50, Lead, "More."));
        var raised = Then(proposed, proposed.ConfirmFloor(50, Supervisor, "Yes."));

        Assert.Equal("random-share-too-low", raised.Confirm(Id, Lead, "In order.", "5eed").Refusal?.Code);
    }

    [Fact]
    public async Task Is_read_from_the_log()
    {
        var log = new MemoryEventLog(4, TimeProvider.System);
        ImmutableArray<SelectionFact> facts =
        [
            Plan(SelectionRegister.Empty).Facts[0], Planned.Confirm(Id, Lead, "In order.", "5eed").Facts[0], Drawn,
        ];
        foreach (var (version, fact) in facts.Index())
            await log.AppendFacts(
                SelectionFactTypes.Subject, version,
                [SelectionFactTypes.ToEvent(fact, version, Monday, log.PartitionCount)], CancellationToken.None);

        var reading = await SelectionReading.Start.CatchUp(log, CancellationToken.None);

        Assert.Equal(3, reading.Version);
        Assert.Same(reading, await reading.CatchUp(log, CancellationToken.None));
        Assert.Equal(SelectionState.Drawn, reading.Register.Selections[Id].State);
        Assert.Equal(Drawn.ListHash, reading.Register.Selections[Id].Drawn!.ListHash);
    }

    private static Decision<SelectionFact> Plan(SelectionRegister register) =>
        register.Plan(Quarter, Supervisor, "The second quarter.");

    private static SelectionRegister Then(SelectionRegister register, Decision<SelectionFact> decision) =>
        register.Evolve(Assert.Single(decision.Facts), Monday);
}
