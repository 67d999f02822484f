using System.Text.Json;
using Supervision.Access;
using Supervision.Dossiers;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Dossiers;

/// <summary>What the document says of the operations on dossiers.</summary>
internal static class DossierOperations
{
    private static readonly AccessRule Keepers = AccessRule.People(Role.TeamLead);

    private static readonly HoldRequest HoldExample = new(HoldGround.LegalProceedings);

    private static readonly ErasureRequest ErasureExample = new(ErasureGround.OnRequest, [new ErasedEvent("3-1042")]);

    public static readonly Operation Export = new(
        "exportDossier", Tags.Dossiers, "Everything held about one referent, for the referent",
        "As JSON, or as a page to read with `Accept: text/html`. Officials and what they wrote by hand are left out, " +
        "and the export says so.")
    {
        ShowsRisk = true,
        Access = Keepers.Reading(DossierReading.One),
        Load = Load.Heavy,
        Path = [PathKey.Referent],
        Answers =
        [
            new Answer(200, "The dossier.", "application/json", """{"referentId":"kvk:99000001","events":[]}"""),
            new Answer(200, "The same as a page.", "text/html", "<!doctype html><title>Dossier</title>"),
        ],
        Errors = [404, 409],
    };

    public static readonly Operation Erase = new(
        "eraseDossier", Tags.Dossiers, "Erase what is held about a referent, on its request",
        "All of it, or the events named; a list of none is an error. On the ground `term-over` only what is due: " +
        "refused with `term-not-over` when something named is not, or nothing is. `unknown-event` names what is not " +
        "in this history. The events stay on the log without what they said, and no score counts them " +
        "any more. Refused while the dossier is held: `objection-open`, `escalation-open`, `on-hold`; and with " +
        "`erasure-not-here` where servers may not change the log, as on PostgreSQL with the roles of a deployment.")
    {
        Access = Keepers,
        Load = Load.Heavy,
        Path = [PathKey.Referent],
        Requests =
        [
            new RequestExample(
                "application/json", "oneEvent", "One event on request", ErasureExample, typeof(ErasureRequest)),
        ],
        Answers = [Answer.Json(200, "What was erased.", new ErasureAnswer(1, [new ErasedEvent("3-1042")]))],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation Rectify = new(
        "rectifyDossier", Tags.Dossiers, "Put a fact right, on request",
        "A correction with what the event should have said, of its own type, or a retraction. It is a fact of its own "
        + "in the history, by this server: what was wrong stays visible beside it, and the score is calculated anew. "
        + "The same order again, by its `rectificationId`, changes nothing. Whoever ordered it is recorded beside the "
        + "history. Refused with a code: `unknown-event`, `target-is-correction`, `target-is-own-fact`, `erased`, "
        + "`nothing-changes`, `rectification-id-taken`.")
    {
        Access = Keepers,
        Path = [PathKey.Referent],
        Requests =
        [
            new RequestExample(
                "application/json", "correction", "What it should have said",
                new RectificationRequest(
                    "letter-2026-117", RectificationKind.Correction, "urn:example:permits", "2026-000101",
                    CorrectionReason.WrongValue,
                    JsonElement.Parse("{\"applicationId\":\"A-17\",\"purpose\":\"research\"}")),
                typeof(RectificationRequest)),
            new RequestExample(
                "application/json", "retraction", "It should never have been sent",
                new RectificationRequest(
                    "letter-2026-118", RectificationKind.Retraction, "urn:example:permits", "2026-000101",
                    CorrectionReason.WrongReferent, null),
                typeof(RectificationRequest)),
        ],
        Answers = [Answer.Json(200, "It is put right.", new RectificationAnswer("letter-2026-117", "3-1043"))],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation ListOrders = new(
        "listDossierOrders", Tags.Dossiers, "Who ordered what of one dossier",
        "The oldest first: corrections, retractions, erasures, holds and their ends that people ordered. One that was "
        + "refused is followed by the same with `notDone`, the code of why, and `of`, its position. Names officials, "
        + "so it is not for the referent.")
    {
        Access = AccessRule.People(Role.TeamLead, Role.Auditor).Reading(DossierReading.One),
        Path = [PathKey.Referent],
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers =
        [
            Answer.Json(200, "A page of orders.", new Page<OrderItem>(
                [
                    new OrderItem(
                        new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero), DossierOrderKind.Correction,
                        "user:t.leider", [Role.TeamLead], "wrong-value", "letter-2026-117", null, null,
                        "3-1042"),
                ],
                null,
                "3-1042")),
        ],
    };

    public static readonly Operation Hold = new(
        "holdDossier", Tags.Dossiers, "Hold a dossier",
        "Nothing of it is erased until every hold is released. The same ground again changes nothing.")
    {
        Access = Keepers,
        Path = [PathKey.Referent],
        Requests = [new RequestExample("application/json", "hold", "A hold", HoldExample, typeof(HoldRequest))],
        Answers = [Answer.Json(200, "It is held on this ground.", HoldExample)],
        Errors = [404, 413, 415],
    };

    public static readonly Operation Release = new(
        "releaseDossier", Tags.Dossiers, "End a hold on a dossier",
        "Holds on other grounds stay. One that is not there changes nothing.")
    {
        Access = Keepers,
        Path = [PathKey.Referent],
        Requests =
        [
            new RequestExample("application/json", "release", "The end of a hold", HoldExample, typeof(HoldRequest)),
        ],
        Answers = [Answer.Json(200, "It is no longer held on this ground.", HoldExample)],
        Errors = [404, 413, 415],
    };
}
