using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Retention;

/// <summary>What the document says of retention.</summary>
internal static class RetentionOperations
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static readonly RetentionRunItem Example = new(
        "0195562f4f5a7c2e8d1b3a4c5d6e7f80", RetentionMode.Preview, "user:t.leider", Monday, Monday.AddSeconds(4),
        "done", 1_310, 42, [new RetentionDueItem("application", "supervision.application.submitted.v1", 118)],
        [new RetentionHeldItem("objection-open", 1)], 0, 0);

    private static readonly PathKey IdPath = new(
        "id", "The id of the run.", "0195562f4f5a7c2e8d1b3a4c5d6e7f80", "^[a-z0-9-]{1,64}$");

    public static readonly Operation Start = new(
        "startRetentionRun", Tags.Retention, "Carry out retention, or preview it",
        "Goes through all that is kept, beside whatever else servers do. `preview` says what is due and what is held; "
        + "`apply` erases it: by an order on the log for each dossier, and then the payloads. Who ordered it is "
        + "recorded, because destruction of records is decided by somebody. One run at a time: `retention-running`; "
        + "`erasure-not-here` where the role of servers may not carry out orders to erase.")
    {
        Access = AccessRule.People(Role.TeamLead),
        Requests =
        [
            new RequestExample(
                "application/json", "preview", "What is due", new RetentionRunRequest(RetentionMode.Preview),
                typeof(RetentionRunRequest)),
            new RequestExample(
                "application/json", "apply", "Erase it", new RetentionRunRequest(RetentionMode.Apply),
                typeof(RetentionRunRequest)),
        ],
        Answers =
        [
            Answer.Json(201, "It has begun; ask for it again to see how far it is.", Example with
            {
                State = "running",
                EndedAt = null,
            }),
        ],
        Errors = [409, 413, 415],
    };

    public static readonly Operation List = new(
        "listRetentionRuns", Tags.Retention, "List the runs of retention",
        "The last ones with their reports, the newest first, by whomever they were ordered. They are on the log.")
    {
        Access = AccessRule.People(Role.TeamLead, Role.Auditor),
        Answers = [Answer.Json(200, "The runs.", new RetentionRunList([Example]))],
    };

    public static readonly Operation Get = new(
        "getRetentionRun", Tags.Retention, "See one run of retention", "How far it is, or its report.")
    {
        Access = AccessRule.People(Role.TeamLead, Role.Auditor),
        Path = [IdPath],
        Answers = [Answer.Json(200, "The run.", Example)],
        Errors = [404],
    };
}
