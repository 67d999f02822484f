using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Inboxes;
using Supervision.Referents;

namespace Supervision.Gateway.Inboxes;

/// <summary>What the document says of inboxes.</summary>
internal static class InboxOperations
{
    private static readonly AccessRule Readers = AccessRule.People(
        Role.EscalationOfficer, Role.TeamLead, Role.Auditor);

    private static readonly Absence Away = new(new DateOnly(2026, 7, 20), new DateOnly(2026, 8, 7));

    private static readonly InboxRequest Example = new(
        "north", "Team North", [new InboxMember("user:j.jansen", 12, [Away], [Purpose.Study])]);

    private static readonly InboxDetails Details = new(
        "north", "Team North", [new InboxMemberItem("user:j.jansen", 12, 3, false, [Away], [Purpose.Study])], 41, 2,
        [new StateCount(EscalationState.Opened, 41), new StateCount(EscalationState.Taken, 3)]);

    public static readonly Operation List = new(
        "listInboxes", Tags.Inboxes, "The teams there are", "In the order of their keys.")
    {
        Access = Readers,
        Answers = [Answer.Json(200, "The teams.", new InboxList([new InboxInShort("north", "Team North", 1)]))],
    };

    public static readonly Operation Get = new(
        "getInbox", Tags.Inboxes, "One team and what it has to do",
        "Its members with what they have and who is absent today, and how many cases wait.")
    {
        Access = Readers,
        Path = [PathKey.Team],
        Answers = [Answer.Json(200, "The team.", Details)],
        Errors = [404],
    };

    public static readonly Operation Set = new(
        "setInbox", Tags.Inboxes, "Set up a team, or set it anew",
        "Whole: members with a capacity of open cases, days of absence, both included, and the purposes of " +
        "recognition that they know; none listed is all. Absences and skills may be left out.")
    {
        Access = AccessRule.People(Role.TeamLead),
        Requests = [new RequestExample("application/json", "team", "A team", Example, typeof(InboxRequest))],
        Answers = [Answer.Json(200, "The team.", Details)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation TakeNext = new(
        "takeNextEscalation", Tags.Inboxes, "Take the next case",
        "The one that waits longest of those whose referent has purposes that the member knows, and that is not put " +
        "aside: no score has a part in the order. Never one that somebody else has. The same again while it is not " +
        "judged, so that a retry takes no second one. Refused with `not-a-member`, `absent`, " +
        "`capacity-reached` or `inbox-empty`.")
    {
        Access = AccessRule.People(Role.EscalationOfficer).ShowingFor(ReadingPurpose.Escalation),
        Path = [PathKey.Team],
        Answers = [Answer.Json(200, "The case, taken.", EscalationExamples.Taken)],
        Errors = [404, 409],
    };

    public static readonly Operation ReadNext = new(
        "readNextEscalation", Tags.Inboxes, "Take the next case for a second reading",
        "Of the cases that chance drew to be judged again, the one that waits longest and that the member has " +
        "neither had nor opened. It is shown as the first officer had it before judging. The same again until it is " +
        "judged. Refused with `not-a-member`, `absent` or `nothing-to-read`.")
    {
        Access = AccessRule.People(Role.EscalationOfficer).ShowingFor(ReadingPurpose.Escalation),
        Path = [PathKey.Team],
        Answers = [Answer.Json(200, "The case, to be judged again.", EscalationExamples.Taken)],
        Errors = [404, 409],
    };

    public static readonly Operation AssignNext = new(
        "assignNextEscalation", Tags.Inboxes, "Give the next case to who has least to do",
        "The case that waits longest, to the member who has the smallest part of what they can do and is there today.")
    {
        Access = AccessRule.People(Role.TeamLead).ShowingFor(ReadingPurpose.Escalation),
        Path = [PathKey.Team],
        Answers = [Answer.Json(200, "The case, assigned.", EscalationExamples.Taken)],
        Errors = [404, 409],
    };

    public static readonly Operation Clocks = new(
        "listInboxClocks", Tags.Inboxes, "The clocks of a team",
        "Every clock that matters of the cases that members have, the case whose first clock ends soonest first; " +
        "from a read model that is a moment behind the log. A page is of cases: each comes with all its clocks.")
    {
        Access = Readers.Reading(DossierReading.Several),
        Path = [PathKey.Team],
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of clocks.", new Page<ClockItem>(
                [
                    new ClockItem(
                        "kvk:99000001~1", ReferentId.Parse("kvk:99000001"), "user:j.jansen", "reply/1",
                        ClockKind.Reply, ClockState.Running, false,
                        new DateTimeOffset(2026, 3, 16, 23, 0, 0, TimeSpan.Zero)),
                ],
                null, null)),
        ],
        Errors = [404],
    };
}
