using System.Diagnostics;
using Supervision.Access;
using Supervision.Models;

namespace Supervision.Selections;

/// <summary>How the facts change the register, and who changes the lower bound on the share of chance.</summary>
public sealed partial record SelectionRegister
{
    /// <summary>Asks for another lower bound. What waited before gives way; the same again records nothing.</summary>
    public Decision<SelectionFact> ProposeFloor(int percent, ModelActor by, string reason)
    {
        if (WrongForFloor(by, reason) is { } wrong)
            return wrong;
        if (percent is < RandomFloorLeast or > RandomFloorMost)
            return new Refusal(
                "random-floor-invalid", $"From {RandomFloorLeast} to {RandomFloorMost} per cent: never without chance.",
                "/percent");
        if (Proposed is { } waiting
            && (waiting.Percent, waiting.Step.By, waiting.Step.Reason) == (percent, by.Id, reason))
            return Decision<SelectionFact>.Nothing;

        return percent == RandomFloor && Proposed is null
            ? Decision<SelectionFact>.Nothing
            : new RandomFloorProposed(percent, Step(by, reason));
    }

    /// <summary>A second person agrees to the lower bound that waits.</summary>
    /// <param name="percent">What they agree to, so that nobody agrees to what came in between.</param>
    public Decision<SelectionFact> ConfirmFloor(int percent, ModelActor by, string reason)
    {
        if (WrongForFloor(by, reason) is { } wrong)
            return wrong;
        if (Proposed is null)
            return percent == RandomFloor
                ? Decision<SelectionFact>.Nothing
                : new Refusal("nothing-proposed", "Nobody has proposed another lower bound.");
        if (Proposed.Percent != percent)
            return new Refusal("proposal-differs", "Another lower bound waits.", "/percent");

        return Proposed.Step.By == by.Id ? SamePerson : new RandomFloorChanged(percent, Step(by, reason));
    }

    public SelectionRegister Evolve(SelectionFact happened, DateTimeOffset at) => happened switch
    {
        SelectionPlanned planned => this with
        {
            Selections = Selections.Add(planned.Selection, new Selection(
                planned.Selection, Selections.Count + 1,
                new SelectionPlan(
                    planned.From, planned.Until, planned.Capacity,
                    new ChannelShares(planned.Risk, planned.Random, planned.Signal), planned.Strata, planned.Kind),
                SelectionState.Planned, planned.Step.By, planned.Step.Reason, at)),
        },
        SelectionConfirmed confirmed => With(Selections[confirmed.Selection] with
        {
            State = SelectionState.Confirmed,
            ConfirmedBy = confirmed.Step.By,
            ConfirmedAt = at,
            Seed = confirmed.Seed,
        }),
        SelectionWithdrawn withdrawn => With(
            Selections[withdrawn.Selection] with { State = SelectionState.Withdrawn }),
        SelectionDrawn drawn => With(Selections[drawn.Selection] with
        {
            State = SelectionState.Drawn,
            Drawn = drawn,
            DrawnAt = at,
        }),
        SelectionOpened opened => With(Selections[opened.Selection] with
        {
            State = SelectionState.Opened,
            Opened = opened,
            OpenedAt = at,
        }),
        RandomFloorProposed proposed => this with { Proposed = proposed },
        RandomFloorChanged changed => this with { RandomFloor = changed.Percent, Proposed = null },
        _ => throw new UnreachableException($"No rule to evolve selections by {happened.GetType().Name}."),
    };

    private SelectionRegister With(Selection selection) =>
        this with { Selections = Selections.SetItem(selection.Id, selection) };

    /// <summary>An approver may as well: who keeps watch over models keeps watch over this.</summary>
    private static Refusal? WrongForFloor(ModelActor by, string reason) =>
        by.Kind == ActorKind.Person && by.Roles.Contains(Role.Approver)
            ? Wrong(by with { Roles = [Role.TeamLead] }, reason)
            : Wrong(by, reason);
}
