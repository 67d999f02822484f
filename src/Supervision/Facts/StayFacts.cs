using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>A migrant's stay with the referent began. The stay id says nothing about the person.</summary>
public sealed record StayStarted(
    [property: StringLength(128, MinimumLength = 1)] string StayId,
    DateOnly On,
    [property: StringLength(128, MinimumLength = 1)] string? ApplicationId = null,
    StayReason? Reason = null) : Fact;

/// <summary>A stay with the referent ended.</summary>
public sealed record StayEnded(
    [property: StringLength(128, MinimumLength = 1)] string StayId,
    DateOnly On,
    [property: StringLength(128, MinimumLength = 1)] string? ApplicationId = null,
    StayReason? Reason = null) : Fact;

/// <summary>What the wage records show to have been paid for a stay in a month.</summary>
/// <param name="PaidCents">Gross, in euro cents.</param>
public sealed record PayrollObserved(
    [property: StringLength(128, MinimumLength = 1)] string StayId,
    YearMonth Month,
    [property: Range(0L, 100_000_000L)] long PaidCents,
    HoursBand? HoursBand = null) : Fact;

[JsonConverter(typeof(ClosedList<StayReason>))]
public enum StayReason
{
    PermitGranted,
    ChangedReferent,
    EmploymentEnded,
    StudyEnded,
    ProgrammeCompleted,
    PermitExpired,
    PermitWithdrawn,
    LeftCountry,
    Other,
}

/// <summary>Contract hours a week.</summary>
[JsonConverter(typeof(ClosedList<HoursBand>))]
public enum HoursBand
{
    [JsonStringEnumMemberName("under-16")] Under16,
    [JsonStringEnumMemberName("16-23")] From16To23,
    [JsonStringEnumMemberName("24-31")] From24To31,
    [JsonStringEnumMemberName("32-plus")] From32,
}
