using Supervision.Access;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Referents;

/// <summary>What the document says of the operations on referents.</summary>
internal static class ReferentOperations
{
    private static readonly AccessRule Readers = AccessRule
        .People(Role.Supervisor, Role.EscalationOfficer, Role.TeamLead, Role.Auditor).AndServices();

    public static readonly QueryKey SearchKey = new(
        "search", "Words to find in the name or the id; case and accents do not matter.", "noord")
    {
        LengthMax = 100,
    };

    public static readonly QueryKey LevelKey = QueryKey.OfWords<RiskLevel>("level", "Only this level.", "high");

    public static readonly QueryKey PurposeKey = QueryKey.OfWords<Purpose>(
        "purpose", "Only referents that have or had a recognition for this purpose.", "labour");

    public static readonly QueryKey StatusKey = QueryKey.OfWords<RecognitionStatus>(
        "status", "Only this status of recognition: for the `purpose` when given, else for any.", "recognised");

    public static readonly QueryKey SectorKey = QueryKey.OfWords<Sector>(
        "sector", "Only this section of the industry classification (SBI).", "J");

    public static readonly QueryKey ChangedSinceKey = QueryKey.OfInstant(
        "changedSince", "Only referents whose level changed at or after this moment.");

    public static readonly QueryKey SortKey = new(
        "sort", "The order; a minus sign turns it round. Ties go by id.", "-points")
    {
        Words = ["referentId", "points", "-points", "levelSince", "-levelSince"],
        Default = "referentId",
    };

    public static readonly QueryKey AsOfKey = QueryKey.OfInstant(
        "asOf", "The score as it was at this moment, by the model in use now, with all facts now known.");

    public static readonly QueryKey KnownAtKey = QueryKey.OfInstant(
        "knownAt", "Only with facts that had been recorded by this moment: what was known then.");

    public static readonly QueryKey AtLeastKey = new(
        "atLeast",
        "A position that the answer must reflect, from a receipt or a list. Every answer reflects all receipts given.",
        "3-1042")
    {
        LengthMax = PositionText.LengthMax,
        Pattern = PositionText.Pattern,
    };

    public static readonly Operation ListReferents = new(
        "listReferents", Tags.Referents, "Find referents",
        "A page of referents from the read model, which is a moment behind the log; `position` is a token that says " +
        "up to where. Ask one referent for live figures.")
    {
        Access = Readers.Reading(DossierReading.Several),
        Query =
        [
            SearchKey, LevelKey, PurposeKey, StatusKey, SectorKey, ChangedSinceKey, SortKey,
            QueryKey.PageSize, QueryKey.Cursor,
        ],
        Answers = [Answer.Json(200, "A page of referents.", ReferentExamples.Page)],
    };

    public static readonly Operation GetReferent = new(
        "getReferent", Tags.Referents, "One referent, live",
        "The register, the recognitions and the risk in short, from the referent itself: everything acknowledged " +
        "before the question is in the answer.")
    {
        Access = Readers.Reading(DossierReading.One),
        Path = [PathKey.Referent],
        Answers = [Answer.Json(200, "The referent.", ReferentExamples.Details)],
        Errors = [404],
    };

    public static readonly Operation GetRisk = new(
        "getReferentRisk", Tags.Referents, "The risk of one referent, and why",
        "Live, or as of a moment. The contributions and the base sum to the points exactly. A score selects for a " +
        "check and nothing else.")
    {
        ShowsRisk = true,
        Access = Readers.Reading(DossierReading.One),
        Path = [PathKey.Referent],
        Query = [AsOfKey, KnownAtKey, AtLeastKey],
        Answers = [Answer.Json(200, "The score with everything that made it.", ReferentExamples.Risk)],
        Errors = [404, 409],
    };

    public static readonly Operation GetRiskHistory = new(
        "listReferentRiskHistory", Tags.Referents, "Changes of level of one referent",
        "Oldest first: when the level changed, by which model, and which event did it.")
    {
        ShowsRisk = true,
        Access = Readers.Reading(DossierReading.One),
        Path = [PathKey.Referent],
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page of changes.", ReferentExamples.RiskHistory)],
        Errors = [404, 409],
    };

    public static readonly Operation GetEvents = new(
        "listReferentEvents", Tags.Referents, "The history of one referent",
        "Every event as it was accepted, in the order of the log, with whether it still counts, live: whatever was " +
        "acknowledged before the question is judged. One in quarantine says why.")
    {
        Access = Readers.Reading(DossierReading.One),
        Path = [PathKey.Referent],
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page of events.", ReferentExamples.Events)],
        Errors = [404],
    };
}
