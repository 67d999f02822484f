using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Selections;

/// <summary>What the document says of who was drawn, and what came of it.</summary>
internal static class CheckOperations
{
    // Not for officers: a channel is kept from them until they have judged.
    private static readonly AccessRule Readers =
        AccessRule.People(Role.TeamLead, Role.Auditor).Reading(DossierReading.Several);

    public static readonly Operation Chances = new(
        "listSelectionChances", Tags.Selections, "The chances of everybody in a draw",
        "Every referent with an active recognition when it was drawn, in the order of ids: what went in, the chance "
        + "by each channel as a fraction, and which channels drew it. As it was stored before any result was there. "
        + "Of a case that whoever asks may have to judge first nothing is said.")
    {
        Access = Readers,
        Path = [SelectionKeys.Selection],
        Query = [SelectionKeys.Drawn, SelectionKeys.Referent, QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page.", new Page<ChanceItem>([SelectionExamples.Chance], null, null)),
        ],
        Errors = [404],
    };

    public static readonly Operation Results = new(
        "listSelectionResults", Tags.Selections, "What came of each check",
        "In the order of ids: the case, how it ended, and its findings.")
    {
        Access = Readers,
        Path = [SelectionKeys.Selection],
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page.", new Page<CheckItem>([SelectionExamples.Check], null, null))],
        Errors = [404],
    };

    public static readonly Operation Yield = new(
        "getSelectionYield", Tags.Selections, "What each channel yields",
        "Breaches among the checks that ended, with intervals, and the difference between risk and chance. Counts "
        + "alone; no dossier is shown.")
    {
        Access = AccessRule.People(Role.Supervisor, Role.TeamLead, Role.Auditor, Role.ModelOwner, Role.Approver),
        Load = Load.Heavy,
        Path = [SelectionKeys.Selection],
        Answers = [Answer.Json(200, "The counts and rates.", SelectionExamples.Yield)],
        Errors = [404, 409],
    };

    public static readonly Operation Signals = new(
        "listWaitingSignals", Tags.Selections, "The signals that wait",
        "Referents with an active recognition about whom a signal came that no case has answered, the oldest first; "
        + "the next draw takes them in this order. At most 500 are named.")
    {
        Access = AccessRule.People(Role.Supervisor, Role.TeamLead, Role.Auditor).Reading(DossierReading.Several),
        Load = Load.Heavy,
        Answers = [Answer.Json(200, "The queue.", SelectionExamples.Queue)],
        Errors = [503],
    };

    public static readonly Operation Redraw = new(
        "redrawSelection", Tags.Selections, "Compute a draw once more",
        "From the plan, the seed and the stored inputs, and hold it against the hashes on the log. Changes nothing.")
    {
        Access = AccessRule.People(Role.TeamLead, Role.Auditor),
        Load = Load.Heavy,
        Path = [SelectionKeys.Selection],
        Answers = [Answer.Json(200, "Whether it is equal.", SelectionExamples.Again)],
        Errors = [404],
    };
}
