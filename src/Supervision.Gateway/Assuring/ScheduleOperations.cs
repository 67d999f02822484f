using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Assuring;

/// <summary>What the document says of schedules.</summary>
internal static class ScheduleOperations
{
    private static readonly LayDownScheduleRequest Example = new(
        "duties", 1, 30, 365, true, StreamOutcome.Breach, [StreamGroup.Sector], "Monthly, as the committee advised.");

    private static readonly ScheduleItem Item = new(
        "duties", 1, 30, 365, true, "breach", ["sector"], true, "user:b.approver", "Monthly, as the committee advised.",
        new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));

    public static readonly Operation LayDown = new(
        "layDownAssuranceSchedule", Tags.Assurance, "Have reports made on a schedule",
        "Of every version of a model that is neither a draft nor retired: every so many days, and at once of a version "
        + "that has none yet, where `onNewVersion` says so. Levels are those of `windowDays` ago, outcomes what came "
        + "since. One report at a time in the whole cluster; what it says is held against the gates, and a hard one "
        + "that it refutes stops the model. Versions count from 1, and the newest is in force. The report counts as "
        + "asked for by who laid the schedule down.")
    {
        Access = AccessRule.People(Role.Approver),
        Requests =
        [
            new RequestExample(
                "application/json", "schedule", "Every month", Example, typeof(LayDownScheduleRequest)),
        ],
        Answers = [Answer.Json(201, "It is in force.", Item)],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation List = new(
        "listAssuranceSchedules", Tags.Assurance, "List the schedules of reports",
        "By model and version; the newest is in force.")
    {
        Access = AccessRule.People(
            Role.ModelOwner, Role.Approver, Role.Auditor, Role.TeamLead, Role.VaultKeeper),
        Answers = [Answer.Json(200, "The schedules.", new ScheduleList([Item]))],
    };
}
