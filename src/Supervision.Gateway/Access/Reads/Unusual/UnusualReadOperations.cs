using Supervision.Access;
using Supervision.Access.Unusual;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access.Reads.Unusual;

/// <summary>What the document says of unusual reading.</summary>
internal static class UnusualReadOperations
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public static readonly QueryKey ReasonKey = QueryKey.OfWords<UnusualReason>(
        "reason", "Only what is unusual for this reason.", "off-hours");

    public static readonly QueryKey FromKey = QueryKey.OfInstant(
        "from", "The period begins: a day before its end when left out, and 31 days at most.");

    public static readonly QueryKey UntilKey = QueryKey.OfInstant("until", "It ends: now when left out.") with
    { Example = "2026-01-31T00:00:00Z" };

    public static readonly Operation ListUnusual = new(
        "listUnusualReads", Tags.Reads, "Reading that is unusual",
        "Found in the read log by rules, the newest first: more in a window than the limit (`volume-limit`) or than a "
        + "multiple of the actor's own mean (`volume-baseline`), by people outside working hours (`off-hours`), and "
        + "for a case while there was none (`no-open-case`). Each is a question to ask somebody and no verdict. The "
        + "answer says what the rules are and what was looked at.")
    {
        Access = AccessRule.People(Role.Auditor).Reading(DossierReading.Several),
        Query = [ReasonKey, ReadOperations.ActorKey, FromKey, UntilKey, QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of what is unusual.", new UnusualReadPage(
                [
                    new UnusualReadItem(
                        UnusualReason.VolumeBaseline, "user:j.jansen", ActorKind.Person, Monday, Monday.AddHours(1),
                        null, 80, 41, 35, 22),
                ],
                null,
                new LookedAt(Monday.AddDays(-1), Monday.AddDays(1), 4_210, true, Monday.AddDays(-29)),
                new UnusualReadRules(
                    3_600, 120, 10_000, 5, 10, 20, "Europe/Amsterdam", "07:00", "19:00", 1_209_600))),
        ],
    };
}
