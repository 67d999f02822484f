using System.Text.Json.Nodes;
using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Gateway.Models;

/// <summary>What the document says of the life of a model.</summary>
internal static class ModelStepOperations
{
    private static readonly AccessRule Owners = AccessRule.People(Role.ModelOwner);

    private static readonly RequestExample Reason = new(
        "application/json", "reason", "Why", ModelExamples.Reason, typeof(ModelReasonRequest));

    private static readonly RequestExample Document = new(
        "application/json", "model", "A model", JsonNode.Parse(RiskModels.ExampleH2.Canonical.Span)!,
        typeof(JsonNode));

    public static readonly Operation Draft = new(
        "draftModel", Tags.Models, "Lay down a version",
        "The body is the document. A version never changes: the same document again changes nothing, another one " +
        "under the same id and version is refused with `model-version-exists`. Whoever lays it down is its author.")
    {
        Access = Owners,
        Requests = [Document],
        Answers = [Answer.Json(201, "The version, a draft.", ModelExamples.Draft)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation Check = new(
        "checkModel", Tags.Models, "Check a document",
        "Every error at once, and what its author should look at all the same. Nothing is stored.")
    {
        Access = AccessRule.SignedIn,
        Requests = [Document],
        Answers = [Answer.Json(200, "What was found.", ModelExamples.Check)],
        Errors = [413, 415],
    };

    public static readonly Operation Shadow = Step(
        "moveModelToShadow", "Evaluate a draft in shadow",
        "A shadow is evaluated beside the model in use and touches nothing.", Owners, ModelExamples.Shadow);

    public static readonly Operation Assure = new(
        "assureModel", Tags.Models, "Submit an assurance report",
        "The report is looked up: it must be about this very document, and its gates must pass. What cannot be found " +
        "does not pass (`assurance-unknown`), so where no assurance is set up no model goes into use.")
    {
        Access = Owners,
        Path = [PathKey.Model, PathKey.ModelVersion],
        Requests =
        [
            new RequestExample(
                "application/json", "report", "A report", ModelExamples.Assurance, typeof(AssureModelRequest)),
        ],
        Answers = [Answer.Json(200, "The version, assured.", ModelExamples.Assured)],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation Approve = new(
        "approveModel", Tags.Models, "Give one of two approvals",
        "It takes two people, neither the author, who name the same documents and the same review date. The second " +
        "makes it approved. A model that was stopped comes back only by two new approvals.")
    {
        Access = AccessRule.People(Role.Approver),
        Path = [PathKey.Model, PathKey.ModelVersion],
        Requests =
        [
            new RequestExample(
                "application/json", "approval", "An approval", ModelExamples.Approval, typeof(ApproveModelRequest)),
        ],
        Answers = [Answer.Json(200, "The version, with the approval.", ModelExamples.Approved)],
        Errors = [404, 409, 413, 415],
    };

    public static readonly Operation Use = Step(
        "useModel", "Put an approved version into use",
        "Scores come from it from now on, and the version that was in use is suspended. The assurance report is " +
        "looked up again. Referents are evaluated anew, page by page.",
        AccessRule.People(Role.ModelOwner, Role.Approver), ModelExamples.InUse);

    public static readonly Operation Retire = Step(
        "retireModel", "Put a version away for good",
        "Not the one in use, which is stopped first. Its document and its history stay.", Owners,
        ModelExamples.Retired);

    public static readonly Operation Stop = new(
        "stopModel", Tags.Models, "Stop whatever is in use",
        "One person, one call. When this is answered no process gives a score of it any more: the answer waits about " +
        "0.6 s for that. The same again changes nothing. No trial takes the place of a version that was stopped. " +
        "Ingest, histories and escalations by hand go on.")
    {
        Access = AccessRule.People(ModelActor.StopRight),
        Requests = [Reason],
        Answers = [Answer.Json(200, "How it stands.", ModelExamples.Status)],
        Errors = [409, 413, 415],
    };

    public static readonly Operation ResumeTrial = new(
        "resumeModelTrial", Tags.Models, "Let a stopped trial go on",
        "Only where the server was started with `--model`, on this machine alone, and no version was ever in use: " +
        "after that it is refused with `trial-set-aside`.")
    {
        Access = Owners,
        Requests = [Reason],
        Answers = [Answer.Json(200, "How it stands.", ModelExamples.Trial)],
        Errors = [409, 413, 415],
    };

    private static Operation Step(
        string id, string summary, string description, AccessRule access, ModelVersionDetails example) =>
        new(id, Tags.Models, summary, description)
        {
            Access = access,
            Path = [PathKey.Model, PathKey.ModelVersion],
            Requests = [Reason],
            Answers = [Answer.Json(200, "The version.", example)],
            Errors = [404, 409, 413, 415],
        };
}
