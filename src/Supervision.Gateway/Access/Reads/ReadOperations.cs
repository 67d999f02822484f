using Supervision.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Access.Reads;

/// <summary>What the document says of the operations on the read log.</summary>
internal static class ReadOperations
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    public static readonly QueryKey ReferentKey = new(
        "referentId", "Only who read of this referent.", "kvk:99000001")
    {
        LengthMax = 97,
        Pattern = PathKey.Referent.Pattern,
    };

    public static readonly QueryKey ActorKey = new("actor", "Only what this person or service read.", "user:j.jansen")
    {
        LengthMax = Actor.IdLengthMax,
    };

    public static readonly QueryKey PurposeKey = QueryKey.OfWords<ReadingPurpose>(
        "purpose", "Only what was read for this purpose.", "supervision");

    public static readonly QueryKey FromKey = QueryKey.OfInstant("from", "Recorded at or after this moment.");

    public static readonly QueryKey UntilKey = QueryKey.OfInstant("until", "Recorded before this moment.") with
    { Example = "2027-01-01T00:00:00Z" };

    public static readonly Operation ListReads = new(
        "listReads", Tags.Reads, "Who read what",
        "The newest first, from the log itself: every answer that was sent before is in it, this one not yet. By " +
        "referent and by time an index finds them; for an actor or a purpose the records of that time are looked " +
        "through, and a page may hold fewer than asked for, or none, and still have a `next`.")
    {
        Access = AccessRule.People(Role.Auditor).Reading(DossierReading.Several),
        Load = Load.Heavy,
        Query = [ReferentKey, ActorKey, PurposeKey, FromKey, UntilKey, QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of records.", new Page<ReadItem>(
                [
                    new ReadItem(
                        Monday, Monday, "user:j.jansen", ActorKind.Person, [Role.Supervisor],
                        ReadingPurpose.Supervision, "getReferentRisk", "kvk:99000001", null, 200, "3-1042"),
                ],
                null,
                "all-kggB")),
        ],
    };

    public static readonly Operation ListOwnReads = new(
        "listReferentReads", Tags.Reads, "Who read of one referent, for that referent",
        "The newest first, to be given to the organisation that asks: when, what for and in which role; never who. " +
        "Lists over many dossiers are not in it.")
    {
        Access = AccessRule.People(Role.TeamLead, Role.Auditor).Reading(DossierReading.One),
        Path = [PathKey.Referent],
        Query = [FromKey, UntilKey, QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of records, without people.", new Page<OwnReadItem>(
                [
                    new OwnReadItem(
                        Monday, Monday, ActorKind.Person, [Role.Supervisor], ReadingPurpose.Supervision,
                        "getReferentRisk"),
                ],
                null,
                "3-1042")),
        ],
    };
}
