using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>The referent filed an application for one or more migrants, on its own declaration.</summary>
/// <param name="HeadCount">For how many people; one when absent.</param>
/// <param name="SalaryPerMonthCents">Gross, in euro cents, without holiday allowance.</param>
/// <param name="Criterion">Which salary criterion applies; none when absent.</param>
public sealed record ApplicationSubmitted(
    [property: StringLength(128, MinimumLength = 1)] string ApplicationId,
    Purpose Purpose,
    [property: Range(1, 100_000)] int? HeadCount = null,
    [property: Range(0L, 100_000_000L)] long? SalaryPerMonthCents = null,
    SalaryCriterion? Criterion = null,
    DateOnly? StartOn = null) : Fact;

/// <summary>The application was decided.</summary>
/// <param name="GrantedCount">For how many people it was granted.</param>
public sealed record ApplicationDecided(
    [property: StringLength(128, MinimumLength = 1)] string ApplicationId,
    ApplicationOutcome Outcome,
    [property: Range(0, 100_000)] int? GrantedCount = null,
    ApplicationGround? Ground = null) : Fact;

/// <summary>The salary criteria of the highly skilled migrant scheme; amounts are in <c>SalaryCriteria</c>.</summary>
[JsonConverter(typeof(ClosedList<SalaryCriterion>))]
public enum SalaryCriterion
{
    [JsonStringEnumMemberName("age-30-plus")] Age30Plus,
    [JsonStringEnumMemberName("under-30")] Under30,
    [JsonStringEnumMemberName("reduced")] Reduced,
    [JsonStringEnumMemberName("blue-card")] BlueCard,
    [JsonStringEnumMemberName("none")] None,
}

[JsonConverter(typeof(ClosedList<ApplicationOutcome>))]
public enum ApplicationOutcome
{
    Granted,
    PartlyGranted,
    Refused,
    Withdrawn,
}

[JsonConverter(typeof(ClosedList<ApplicationGround>))]
public enum ApplicationGround
{
    ConditionsNotMet,
    DocumentsMissing,
    SalaryBelowCriterion,
    NotRecognised,
    WrongInformation,
    OnRequest,
    Lapsed,
    Other,
}
