using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Supervision.Facts;

/// <summary>The referent notified a change, as it must within the term of the duty; lateness is derived.</summary>
public sealed record DutyNotified(Duty Duty, DateOnly OccurredOn, DateOnly NotifiedOn) : Fact;

/// <summary>The supervisor asked the referent for information.</summary>
public sealed record InformationRequested(
    [property: StringLength(128, MinimumLength = 1)] string RequestId, DateOnly DueOn) : Fact;

/// <summary>The referent answered a request for information.</summary>
public sealed record InformationReceived(
    [property: StringLength(128, MinimumLength = 1)] string RequestId, bool Complete) : Fact;

/// <summary>What a public source shows of the referent's finances on a day.</summary>
public sealed record FinanceObserved(FinanceKind Kind, FinanceState State, DateOnly AsOf) : Fact;

/// <summary>A duty of a recognised sponsor. Those that start with notify have a term; see <c>DutyTerms</c>.</summary>
[JsonConverter(typeof(ClosedList<Duty>))]
public enum Duty
{
    NotifyEmploymentEnded,
    NotifySalaryBelowCriterion,
    NotifyStudyProgress,
    NotifyLegalForm,
    NotifyInsolvency,
    NotifyRecordsAddress,
    NotifyOtherChange,
    KeepRecords,
    Care,
}

[JsonConverter(typeof(ClosedList<FinanceKind>))]
public enum FinanceKind
{
    TaxArrears,
    Insolvency,
    PaymentStatement,
}

[JsonConverter(typeof(ClosedList<FinanceState>))]
public enum FinanceState
{
    Present,
    Absent,
    Unknown,
}
