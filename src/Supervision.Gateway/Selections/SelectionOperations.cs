using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>What the document says of planning and drawing checks.</summary>
internal static class SelectionOperations
{
    private static readonly AccessRule Planners = AccessRule.People(SelectionRegister.Planners);

    private static readonly AccessRule Readers =
        AccessRule.People(Role.Supervisor, Role.TeamLead, Role.Auditor, Role.Approver);

    public static readonly Operation Plan = new(
        "planSelection", Tags.Selections, "Plan the checks of a period",
        "How many checks there is room for, and how they are divided over the channels: risk, chance and signals. Of "
        + "each period there is one selection. A plan that gives chance less than the lower bound is refused. The same "
        + "plan by the same person again changes nothing.")
    {
        Access = Planners,
        Requests =
        [
            new RequestExample(
                "application/json", "quarter", "A quarter", SelectionExamples.Plan, typeof(PlanSelectionRequest)),
        ],
        Answers = [Answer.Json(201, "The plan, which waits for a second person.", SelectionExamples.Planned)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation List = new(
        "listSelections", Tags.Selections, "List the selections", "The newest first, with how far each is.")
    {
        Access = Readers,
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page.", new Page<SelectionItem>([SelectionExamples.Drawn], null, null))],
    };

    public static readonly Operation Get = new(
        "getSelection", Tags.Selections, "See one selection", "The plan, and what was drawn in numbers; no referents.")
    {
        Access = Readers,
        Path = [SelectionKeys.Selection],
        Answers = [Answer.Json(200, "The selection.", SelectionExamples.Drawn)],
        Errors = [404],
    };

    public static readonly Operation Confirm = new(
        "confirmSelection", Tags.Selections, "Confirm a plan",
        "By another than who planned it. The seed is made at this moment and chosen by nobody.")
    {
        Access = Planners,
        Path = [SelectionKeys.Selection],
        Requests = Reasons,
        Answers = [Answer.Json(200, "The plan, which may be drawn.", SelectionExamples.Confirmed)],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation Withdraw = new(
        "withdrawSelection", Tags.Selections, "Take a plan back",
        "Before it is drawn; what was drawn stays. The period is free again.")
    {
        Access = Planners,
        Path = [SelectionKeys.Selection],
        Requests = Reasons,
        Answers = [Answer.Json(200, "The plan, withdrawn.", SelectionExamples.Withdrawn)],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation Draw = new(
        "drawSelection", Tags.Selections, "Draw the checks",
        "From every referent with an active recognition, once. Inputs and chances of all of them are stored, and their "
        + "hashes are on the log, before anything is opened; then each check becomes a case, in the background. With "
        + "no model in use the places of risk go to chance, as the answer says.")
    {
        Access = Planners,
        Load = Load.Heavy,
        Path = [SelectionKeys.Selection],
        Answers = [Answer.Json(200, "What was drawn, in numbers.", SelectionExamples.Drawn)],
        Errors = [404, 409, 503],
    };

    public static readonly Operation Floor = new(
        "getRandomFloor", Tags.Selections, "The lower bound on the share of chance",
        "In per cent of the checks of a plan. It is in no configuration.")
    {
        Access = Readers,
        Answers = [Answer.Json(200, "The bound, and what waits.", SelectionExamples.FloorItem)],
    };

    public static readonly Operation ProposeFloor = new(
        "proposeRandomFloor", Tags.Selections, "Ask for another lower bound",
        "With a reason; a second person has to agree. Never below 10 per cent.")
    {
        Access = FloorKeepers,
        Requests = Floors,
        Answers = [Answer.Json(200, "The bound, and what waits.", SelectionExamples.FloorItem)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation ConfirmFloor = new(
        "confirmRandomFloor", Tags.Selections, "Agree to another lower bound",
        "By another than who asked for it, to the same number. It holds for every plan that is confirmed from then on.")
    {
        Access = FloorKeepers,
        Requests = Floors,
        Answers = [Answer.Json(200, "The bound.", SelectionExamples.FloorItem with { Percent = 30, Proposed = null })],
        Errors = [409, 413, 415],
    };

    private static AccessRule FloorKeepers => AccessRule.People(Role.Supervisor, Role.TeamLead, Role.Approver);

    private static ImmutableArray<RequestExample> Reasons =>
    [
        new RequestExample(
            "application/json", "reason", "A reason in words", SelectionExamples.Reason,
            typeof(SelectionReasonRequest)),
    ];

    private static ImmutableArray<RequestExample> Floors =>
    [
        new RequestExample(
            "application/json", "floor", "A share", SelectionExamples.Floor, typeof(RandomFloorRequest)),
    ];
}
