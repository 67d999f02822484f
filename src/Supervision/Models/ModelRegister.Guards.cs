using Supervision.Access;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>What every command looks at first.</summary>
public sealed partial record ModelRegister
{
    private static readonly Refusal Unknown = new("model-unknown", "There is no such version.");

    private static readonly Refusal NotAllowed = new(
        "not-allowed", "This takes a person with the role for it; a service decides nothing.");

    private static Refusal NotNow(string message) => new("wrong-stage", message);

    private static ModelStep Step(ModelActor by, string reason) => new(by.Id, by.Roles, reason);

    private static Refusal? NotAPerson(ModelActor by, Role role, string reason) =>
        by.Kind != ActorKind.Person || !by.Roles.Contains(role) ? NotAllowed : WrongReason(reason);

    private static Refusal? WrongReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > ReasonLengthMax
            ? new Refusal("reason-invalid", $"A text of 1 to {ReasonLengthMax} characters.", "/reason")
            : null;

    private static Refusal? WrongReference(string reference, string member) =>
        string.IsNullOrWhiteSpace(reference) || reference.Length > ModelGrounds.ReferenceLengthMax
            ? new Refusal(
                "reference-missing",
                $"A reference of 1 to {ModelGrounds.ReferenceLengthMax} characters to the document.", $"/{member}")
            : null;

    private static Refusal? WrongReviewDate(DateOnly reviewOn, DateTimeOffset now)
    {
        var days = reviewOn.DayNumber - DateOnly.FromDateTime(now.UtcDateTime).DayNumber;
        return days is >= 1 and <= ModelGrounds.ReviewDaysMax
            ? null
            : new Refusal(
                "review-date-invalid",
                $"A review date is after today and at most {ModelGrounds.ReviewDaysMax} days away.", "/reviewOn");
    }

    private static Refusal? NotAssured(AssuranceVerdict verdict) => verdict switch
    {
        AssuranceVerdict.Passed => null,
        AssuranceVerdict.NotPassed => new Refusal(
            "assurance-not-passed",
            "The assurance report does not pass the gates in force, or a newer one trips them.", "/report"),
        AssuranceVerdict.NoGates => new Refusal(
            "gates-missing", "Nobody laid down gates for this model, so no report can pass them.", "/report"),
        AssuranceVerdict.ByItsAuthor => new Refusal(
            "assurance-by-author", "The report was made by the author of the document. Let another make one.",
            "/report"),
        _ => new Refusal(
            "assurance-unknown",
            "There is no assurance report of this reference about this document. Without one no model goes into use.",
            "/report"),
    };

    private static Refusal? IsFull(ModelVersion version) => version.History.Length >= ModelVersion.HistoryMax
        ? new Refusal("history-full", "So much happened to this version that it is time for a new one.")
        : null;

    private static bool IsExample(ModelVersion version) =>
        RiskModel.Parse(System.Text.Encoding.UTF8.GetBytes(version.Document)).Model is not { IsExample: false };
}
