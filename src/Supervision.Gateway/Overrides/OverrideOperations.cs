using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Overrides;

/// <summary>What the document says of levels set by hand.</summary>
internal static class OverrideOperations
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly AccessRule Setters = AccessRule.People(Role.Supervisor, Role.TeamLead);

    private static readonly OverrideItem Example = new(
        ReferentId.Parse("kvk:99000001"), RiskLevel.Low, "user:a.supervisor",
        "Visited on 1 March: the late notifications came from one broken form.", Noon, Noon.AddDays(90),
        RiskLevel.High, 62, "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f");

    public static readonly Operation List = new(
        "listOverrides", Tags.Overrides, "Levels set by hand that hold now",
        "In the order of the ids of their referents, with what the model said when each was set.")
    {
        Access = AccessRule.People(Role.Supervisor, Role.TeamLead, Role.Auditor).Reading(DossierReading.Several),
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page.", new Page<OverrideItem>([Example], null, null))],
    };

    public static readonly Operation Count = new(
        "countOverrides", Tags.Overrides, "How people use the model",
        "How often which level was set by hand where the model said which, since the beginning; no dossier is shown.")
    {
        Access = AccessRule.NotOfficers,
        Answers =
        [
            Answer.Json(200, "The counts.", new OverrideCounts(
                [new OverrideCountItem(Example.ModelHash, RiskLevel.High, RiskLevel.Low, 12)])),
        ],
    };

    public static readonly Operation Set = new(
        "setOverride", Tags.Overrides, "Set the level of a referent by hand",
        "With a reason and an end of at most 180 days. The level of the model stays on record beside it and goes on " +
        "to count for the escalation rule; both are shown. The same again by the same person changes nothing; " +
        "another takes its place. Services cannot.")
    {
        ShowsRisk = true,
        Access = Setters.ShowingFor(ReadingPurpose.Supervision), // The answer has what the model said.
        Path = [PathKey.Referent],
        Requests =
        [
            new RequestExample(
                "application/json", "byHand", "A level with a reason",
                new SetOverrideRequest(RiskLevel.Low, Example.Until, Example.Reason), typeof(SetOverrideRequest)),
        ],
        Answers = [Answer.Json(200, "The level that holds.", Example)],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation End = new(
        "endOverride", Tags.Overrides, "End a level set by hand before its time",
        "The level of the model is the only one again. The same again by the same person, with the same reason, " +
        "changes nothing. Where none holds it is otherwise refused with `override-unknown`, and of a referent that " +
        "nobody knows with `unknown-referent`.")
    {
        Access = Setters,
        Path = [PathKey.Referent],
        Requests =
        [
            new RequestExample(
                "application/json", "end", "With a reason", new EndOverrideRequest("The visit was repeated."),
                typeof(EndOverrideRequest)),
        ],
        Answers =
        [
            Answer.Json(200, "None holds any more.", new OverrideEnd(Example.ReferentId)),
        ],
        Errors = [404, 409, 413, 415],
    };
}
