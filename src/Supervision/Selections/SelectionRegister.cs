using System.Collections.Immutable;
using System.Globalization;
using Supervision.Access;
using Supervision.Models;

namespace Supervision.Selections;

/// <summary>Every selection, and the lower bound on the share of chance, as the facts tell it.</summary>
/// <param name="RandomFloor">
/// In per cent of the checks of a plan. It is in no configuration: only two people change it, with a reason.
/// </param>
/// <param name="Proposed">What one person asks to make of it; null when nothing waits.</param>
public sealed partial record SelectionRegister(
    ImmutableDictionary<string, Selection> Selections, int RandomFloor, RandomFloorProposed? Proposed)
{
    public const int SelectionsMax = 10_000;
    public const int ReasonLengthMax = 1_000;

    /// <summary>As of the shares that a plan has by default.</summary>
    public const int RandomFloorDefault = 25;

    /// <summary>No decision of anybody goes below this: without chance nothing can be said of the others.</summary>
    public const int RandomFloorLeast = 10;

    /// <summary>Above this there would be room for nothing else.</summary>
    public const int RandomFloorMost = 100;

    /// <summary>Who plans, confirms and draws; a model owner does none of it.</summary>
    public static readonly ImmutableArray<Role> Planners = [Role.Supervisor, Role.TeamLead];

    public static readonly SelectionRegister Empty =
        new(ImmutableDictionary<string, Selection>.Empty, RandomFloorDefault, null);

    private static readonly Refusal NotAllowed = new(
        "not-allowed", "This takes a person with the role for it; a service decides nothing.");

    private static readonly Refusal SamePerson = new("same-person", "This takes a second person.");

    /// <summary>Plans a period. The same plan by the same person again records nothing.</summary>
    public Decision<SelectionFact> Plan(SelectionPlan plan, ModelActor by, string reason)
    {
        if (Wrong(by, reason) is { } wrong)
            return wrong;
        if (plan.From >= plan.Until || plan.Until.DayNumber - plan.From.DayNumber > SelectionPlan.DaysMax)
            return new Refusal("period-invalid", $"A period of 1 to {SelectionPlan.DaysMax} days.", "/until");
        if (plan.Capacity is < 1 or > SelectionPlan.CapacityMax)
            return new Refusal("capacity-invalid", $"From 1 to {SelectionPlan.CapacityMax} checks.", "/capacity");
        if (!plan.Shares.IsValid)
            return new Refusal(
                "shares-invalid", $"Parts of 0 to {ChannelShares.PartsMax} each; that of chance is not 0.", "/shares");
        if (!plan.Shares.KeepsFloor(RandomFloor))
            return new Refusal(
                "random-share-too-low", $"At least {RandomFloor} per cent of the checks are drawn at random.",
                "/shares/random");

        var others = Selections.Values.Where(other =>
            other.State != SelectionState.Withdrawn && other.Plan.Overlaps(plan)).ToArray();
        if (others is [{ State: SelectionState.Planned } same] && same.Plan == plan && same.PlannedBy == by.Id
            && same.Reason == reason)
            return Decision<SelectionFact>.Nothing;
        if (others.Length > 0)
            return new Refusal("period-taken", "Another selection has a day of this period.", "/from");

        return Selections.Count >= SelectionsMax
            ? new Refusal("register-full", $"The register takes at most {SelectionsMax} selections.")
            : new SelectionPlanned(
                $"selection-{(Selections.Count + 1).ToString(CultureInfo.InvariantCulture)}", plan.From, plan.Until,
                plan.Capacity, plan.Shares.Risk, plan.Shares.Random, plan.Shares.Signal, plan.Strata, plan.Kind,
                Step(by, reason));
    }

    /// <summary>A second person confirms a plan.</summary>
    /// <param name="seed">Made for this; the one of a plan that is confirmed already stays.</param>
    public Decision<SelectionFact> Confirm(string id, ModelActor by, string reason, string seed)
    {
        if (Wrong(by, reason) is { } wrong)
            return wrong;
        if (Known(id) is not { } selection)
            return Unknown;
        if (selection.ConfirmedBy == by.Id && selection.State == SelectionState.Confirmed)
            return Decision<SelectionFact>.Nothing;
        if (selection.State != SelectionState.Planned)
            return WrongState;
        if (selection.PlannedBy == by.Id)
            return SamePerson;

        return selection.Plan.Shares.KeepsFloor(RandomFloor)
            ? new SelectionConfirmed(id, seed, Step(by, reason))
            : new Refusal(
                "random-share-too-low", $"At least {RandomFloor} per cent of the checks are drawn at random.");
    }

    /// <summary>Takes a plan back. Not what was drawn: that stays on record, and so do its chances.</summary>
    public Decision<SelectionFact> Withdraw(string id, ModelActor by, string reason)
    {
        if (Wrong(by, reason) is { } wrong)
            return wrong;

        return Known(id)?.State switch
        {
            null => Unknown,
            SelectionState.Withdrawn => Decision<SelectionFact>.Nothing,
            SelectionState.Planned or SelectionState.Confirmed => new SelectionWithdrawn(id, Step(by, reason)),
            _ => WrongState,
        };
    }

    /// <summary>Whether it may be drawn by this person; null when it may.</summary>
    public Refusal? MayDraw(string id, ModelActor by) => (Wrong(by, "-"), Known(id)?.State) switch
    {
        ({ } wrong, _) => wrong,
        (_, null) => Unknown,
        (_, SelectionState.Confirmed) => null,
        _ => WrongState,
    };

    /// <summary>It was drawn, and what was drawn is stored. A selection is drawn once.</summary>
    public Decision<SelectionFact> Draw(SelectionDrawn drawn, ModelActor by) =>
        MayDraw(drawn.Selection, by) is { } refusal ? refusal : drawn;

    /// <summary>Every check is a case, or is not to be one. A second time records nothing.</summary>
    public Decision<SelectionFact> Open(string id, int opened, int joined, int withheld) =>
        Selections[id].State == SelectionState.Drawn
            ? new SelectionOpened(id, opened, joined, withheld)
            : Decision<SelectionFact>.Nothing;

    private static readonly Refusal Unknown = new("selection-unknown", "There is no such selection.");

    private static readonly Refusal WrongState = new("wrong-state", "It is not at the stage for this.");

    private Selection? Known(string id) => Selections.GetValueOrDefault(id);

    private static ModelStep Step(ModelActor by, string reason) => new(by.Id, by.Roles, reason);

    private static Refusal? Wrong(ModelActor by, string reason)
    {
        if (by.Kind != ActorKind.Person || !by.Roles.Any(role => Planners.Contains(role)))
            return NotAllowed;

        return string.IsNullOrWhiteSpace(reason) || reason.Length > ReasonLengthMax
            ? new Refusal("reason-invalid", $"A text of 1 to {ReasonLengthMax} characters.", "/reason")
            : null;
    }
}
