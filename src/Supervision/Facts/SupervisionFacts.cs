using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>A third party reported something. Never free text.</summary>
public sealed record SignalReceived(
    [property: StringLength(128, MinimumLength = 1)] string SignalId,
    SignalOrigin Origin,
    Reliability Reliability,
    SignalTopic Topic) : Fact;

/// <summary>A check was planned: through which channel, with what chance, by which model.</summary>
public sealed record CheckPlanned(
    [property: StringLength(128, MinimumLength = 1)] string CheckId,
    Channel Channel,
    [property: Range(0.0, 1.0)] decimal InclusionProbability,
    CheckKind Kind,
    [property: RegularExpression("^sha256:[0-9a-f]{64}$")] string? ModelHash = null) : Fact;

/// <summary>A check was completed.</summary>
public sealed record CheckCompleted(
    [property: StringLength(128, MinimumLength = 1)] string CheckId,
    [property: MaxLength(50)] ImmutableArray<Finding> Findings) : Fact;

/// <summary>What a check found about one duty.</summary>
[GenerateSerializer, Immutable, Alias("finding")]
[method: JsonConstructor]
public readonly record struct Finding(
    [property: Id(0)] Duty Duty, [property: Id(1)] Severity Severity, [property: Id(2)] bool Breach)
{
    /// <summary>Whether one of these is a breach; none is in what was erased.</summary>
    public static bool AnyBreach(ImmutableArray<Finding> findings) =>
        !findings.IsDefault && findings.Any(finding => finding.Breach);
}

/// <summary>A measure was imposed by a named person's decision.</summary>
public sealed record MeasureImposed(
    [property: StringLength(128, MinimumLength = 1)] string MeasureId,
    MeasureKind Kind,
    [property: Range(0L, 100_000_000L)] long? AmountCents = null,
    [property: StringLength(128, MinimumLength = 1)] string? DecisionId = null) : Fact;

/// <summary>A measure ended.</summary>
public sealed record MeasureLapsed(
    [property: StringLength(128, MinimumLength = 1)] string MeasureId,
    MeasureKind Kind,
    [property: Range(0L, 100_000_000L)] long? AmountCents = null,
    [property: StringLength(128, MinimumLength = 1)] string? DecisionId = null) : Fact;

/// <summary>The referent objected to a measure.</summary>
public sealed record ObjectionFiled(
    [property: StringLength(128, MinimumLength = 1)] string ObjectionId,
    [property: StringLength(128, MinimumLength = 1)] string MeasureId) : Fact;

/// <summary>An objection was decided.</summary>
public sealed record ObjectionDecided(
    [property: StringLength(128, MinimumLength = 1)] string ObjectionId, ObjectionOutcome Outcome) : Fact;

[JsonConverter(typeof(ClosedList<SignalOrigin>))]
public enum SignalOrigin
{
    LabourInspectorate,
    TaxAuthority,
    Municipality,
    EducationInspectorate,
    CodeOfConductCommittee,
    TradeRegister,
    EmployeeInsuranceAgency,
    Police,
    ImmigrationService,
    Employer,
    Worker,
    Citizen,
    Anonymous,
}

/// <summary>How reliable the sender has proved, A (completely) to E (not), F (cannot be judged).</summary>
[JsonConverter(typeof(ClosedList<Reliability>))]
public enum Reliability
{
    [JsonStringEnumMemberName("A")] A,
    [JsonStringEnumMemberName("B")] B,
    [JsonStringEnumMemberName("C")] C,
    [JsonStringEnumMemberName("D")] D,
    [JsonStringEnumMemberName("E")] E,
    [JsonStringEnumMemberName("F")] F,
}

[JsonConverter(typeof(ClosedList<SignalTopic>))]
public enum SignalTopic
{
    Underpayment,
    SimulatedEmployment,
    HiringOut,
    DutyOfCare,
    Housing,
    FalseStatement,
    MissingRecords,
    NonCooperation,
    Other,
}

/// <summary>Through which channel a check was selected.</summary>
[JsonConverter(typeof(ClosedList<Channel>))]
public enum Channel
{
    Risk,
    Random,
    Signal,
}

[JsonConverter(typeof(ClosedList<CheckKind>))]
public enum CheckKind
{
    Desk,
    Visit,
}

[JsonConverter(typeof(ClosedList<Severity>))]
public enum Severity
{
    Minor,
    Serious,
    Severe,
}

[JsonConverter(typeof(ClosedList<MeasureKind>))]
public enum MeasureKind
{
    Warning,
    Fine,
    Suspension,
    Withdrawal,
}

[JsonConverter(typeof(ClosedList<ObjectionOutcome>))]
public enum ObjectionOutcome
{
    Upheld,
    PartlyUpheld,
    Dismissed,
}
