using System.Text.Json.Nodes;
using Supervision.Access;
using Supervision.AssuranceReports;
using Supervision.Gateway.Access;
using Supervision.Gateway.Assuring.Pages;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Assuring;

/// <summary>What the document says of assurance.</summary>
internal static class AssuranceOperations
{
    private static readonly AccessRule Readers =
        AccessRule.People(Role.ModelOwner, Role.Approver, Role.Auditor, Role.TeamLead, Role.VaultKeeper);

    public static readonly Operation Upload = new(
        "uploadAssuranceTable", Tags.Assurance, "Have a report made of a table",
        "Any model's output, not only ours. The first row names the columns, in any order: `score` (whole points) "
        + "or `probability`; `selected` (1, 0), or the query key threshold; `outcome` of the check (1, 0, or nothing "
        + "when there was none); `weight`, or `inclusion` (the probability of being checked); `stage` (scored, "
        + "flagged, checked, finding, measure, standing: how far it came); `stratum`; `group:NAME` for each attribute; "
        + "and `referent` where a vault keeper has groups of the vault joined. Every row that is wrong is named, up to "
        + "1,000 errors, and then nothing is made. The table is counted and not kept: "
        + "its digest is, and the same table, plan and seed give the same report, by its hash. No number below ten is "
        + "said, nor what would give one away.")
    {
        Access = AccessRule.People(AssuranceRegister.Makers),
        Load = Load.Heavy,
        Query = AssuranceKeys.OfTable,
        Requests =
        [
            new RequestExample("text/csv", "table", "Scored cases with outcomes", AssuranceExamples.Table),
        ],
        Answers =
        [
            Answer.Json(202, "It is being made; ask for it again to see how far it is.", AssuranceExamples.Running),
        ],
        Errors = [404, 409, 413, 415, 503],
    };

    public static readonly Operation AskStream = new(
        "reportOnStream", Tags.Assurance, "Have a report made of the stream",
        "Every referent is a case: its points by a version of a model as of a day, put forward when its level was "
        + "high, against what came of it later, as it stood after objections: a breach that a check found, a measure, "
        + "or a withdrawal. Facts count by when they happened, whenever they were learned. The digest is of the "
        + "question and of the ends of all chains, so it pins every event that was read.")
    {
        Access = AccessRule.People(AssuranceRegister.Makers),
        Load = Load.Heavy,
        Query = AssuranceKeys.OfStream,
        Answers =
        [
            Answer.Json(202, "It is being made; ask for it again to see how far it is.", AssuranceExamples.Running),
        ],
        Errors = [404, 409, 503],
    };

    public static readonly Operation List = new(
        "listAssuranceReports", Tags.Assurance, "List the reports", "The newest first, with how far each is.")
    {
        Access = Readers,
        Query = [QueryKey.PageSize, QueryKey.Cursor],
        Answers = [Answer.Json(200, "A page of reports.", new Page<ReportItem>([AssuranceExamples.Made], null, null))],
    };

    public static readonly Operation Get = new(
        "getAssuranceReport", Tags.Assurance, "See one report",
        "Discrimination and calibration; the figures of each group with their intervals, tests, corrections for many "
        + "tests and the smallest difference that would have been shown; every answer that a gate can ask for; and "
        + "verdicts: shown, refuted, or not enough data, each with its rule. A report never changes.")
    {
        Access = Readers,
        Path = [AssuranceKeys.Report],
        Query = [AssuranceKeys.Language, AssuranceKeys.Form],
        Answers =
        [
            Answer.Json(200, "The report.", AssuranceExamples.Details),
            new Answer(
                200, "The same as a page, by the seventeen questions of the assessment protocol.",
                ReportPageAnswer.MediaType, "<!doctype html><title>Duties on 2025</title>"),
        ],
        Errors = [404],
    };

    public static readonly Operation Document = new(
        "getAssuranceReportDocument", Tags.Assurance, "The document of a report, byte for byte",
        "In its canonical form (RFC 8785), which the hash is of.")
    {
        Access = Readers,
        Path = [AssuranceKeys.Report],
        Answers =
        [
            new Answer(
                200, "The document.", "application/json", AssuranceExamples.Details.Document!, typeof(ReportDocument)),
        ],
        Errors = [404],
    };

    public static readonly Operation Judge = new(
        "judgeAssuranceReport", Tags.Assurance, "Hold a report against the gates in force",
        "Those of the model that it is about, as they are now; 404 when it is about none, is not made, or nobody laid "
        + "gates down. A gate that no answer is for blocks.")
    {
        Access = Readers,
        Path = [AssuranceKeys.Report],
        Answers = [Answer.Json(200, "What came of each gate.", AssuranceExamples.Judgement)],
        Errors = [404],
    };

    public static readonly Operation LayDown = new(
        "layDownGates", Tags.Assurance, "Lay down the gates of a model",
        "Which questions a report must answer and how, for every version of a model, each gate with an owner and a "
        + "justification. The id is that of the model; versions count from 1, never change, and the newest is in force "
        + "at once: what is in use and trips it stops by itself.")
    {
        Access = AccessRule.People(Role.Approver),
        Requests =
        [
            new RequestExample(
                "application/json", "gates", "Gates", JsonNode.Parse(AssuranceExamples.Gates)!, typeof(JsonNode)),
        ],
        Answers = [Answer.Json(201, "They are in force.", AssuranceExamples.Sheet.Item)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation ListGates = new(
        "listGates", Tags.Assurance, "List the gates of all models", "By model and version; the newest is in force.")
    {
        Access = Readers,
        Answers = [Answer.Json(200, "The documents.", new GateSheetList([AssuranceExamples.Sheet.Item]))],
    };

    public static readonly Operation GetGates = new(
        "getGates", Tags.Assurance, "One document of gates", "As it was laid down.")
    {
        Access = Readers,
        Path = [PathKey.Model, AssuranceKeys.GateVersion],
        Answers = [Answer.Json(200, "The document.", AssuranceExamples.Sheet)],
        Errors = [404],
    };
}
