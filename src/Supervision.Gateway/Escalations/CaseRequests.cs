using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Facts;

namespace Supervision.Gateway.Escalations;

/// <summary>What an officer thinks of the facts, before seeing why the case was opened.</summary>
public sealed record JudgementRequest(
    Judgement Judgement, [property: StringLength(4_000, MinimumLength = 1)] string Text);

/// <summary>What a lead makes of two judgements that differ.</summary>
public sealed record SettlementRequest(
    Judgement Judgement, [property: StringLength(1_000, MinimumLength = 1)] string Reason);

/// <summary>Gives a case to an officer.</summary>
/// <param name="Officer">The account, as `/v1/me` shows it.</param>
public sealed record AssignRequest([property: StringLength(128, MinimumLength = 1)] string Officer);

/// <summary>Puts a case aside.</summary>
/// <param name="Until">At most 14 days from now, and before a term of ours ends.</param>
public sealed record SnoozeRequest(
    DateTimeOffset Until, [property: StringLength(1_000, MinimumLength = 1)] string Reason);

/// <summary>What was found about one duty.</summary>
/// <param name="FindingId">Chosen by the client: lower-case letters, digits and hyphens.</param>
/// <param name="OccurredOn">The day of the breach, or the day that was looked at.</param>
/// <param name="Facts">Positions in the history of the referent; may be left out.</param>
public sealed record FindingRequest(
    [property: StringLength(20, MinimumLength = 1)] string FindingId,
    Duty Duty,
    Severity Severity,
    bool Breach,
    DateOnly OccurredOn,
    [property: MaxLength(50)] ImmutableArray<string> Facts);

/// <summary>Asks the referent for information, with a term of two weeks.</summary>
public sealed record InformationRequestRequest(
    [property: StringLength(20, MinimumLength = 1)] string RequestId,
    [property: StringLength(4_000, MinimumLength = 1)] string Text);

/// <summary>An answer came.</summary>
public sealed record InformationAnswerRequest(
    [property: StringLength(20, MinimumLength = 1)] string RequestId, bool Complete);

/// <summary>Returns a case because facts are wrong.</summary>
public sealed record WrongDataRequest(
    [property: StringLength(1_000, MinimumLength = 1)] string Reason,
    [property: MaxLength(50), MinLength(1)] ImmutableArray<WrongFact> Facts);

/// <summary>A measure.</summary>
/// <param name="Findings">Ids of the breaches that it is for; may be left out where none is needed.</param>
/// <param name="Purposes">Of a suspension or a withdrawal.</param>
/// <param name="ReducedCulpability">Halves a fine.</param>
/// <param name="AmountCents">Of a fine.</param>
/// <param name="Ground">Of a suspension or a withdrawal.</param>
public sealed record MeasureRequest(
    MeasureKind Kind,
    [property: MaxLength(50)] ImmutableArray<string> Findings,
    [property: MaxLength(4)] ImmutableArray<Purpose> Purposes,
    bool ReducedCulpability,
    [property: Range(1L, 100_000_000L)] long? AmountCents,
    RecognitionGround? Ground);

/// <summary>Announces a measure.</summary>
public sealed record IntentRequest(
    MeasureRequest Measure, [property: StringLength(4_000, MinimumLength = 1)] string Text);

/// <summary>The reply of the referent, in short.</summary>
public sealed record ReplyRequest([property: StringLength(4_000, MinimumLength = 1)] string Text);

/// <summary>Why.</summary>
public sealed record CaseReasonRequest([property: StringLength(1_000, MinimumLength = 1)] string Reason);

/// <summary>Decides.</summary>
/// <param name="Ground">The ground on which the referent was selected: the reasons name it.</param>
public sealed record DecisionRequest(
    [property: StringLength(20, MinimumLength = 1)] string DecisionId,
    MeasureRequest Measure,
    EscalationGround Ground,
    [property: StringLength(4_000, MinimumLength = 1)] string Reasons);

/// <summary>Takes the decision that another proposed.</summary>
public sealed record ConfirmRequest([property: StringLength(20, MinimumLength = 1)] string DecisionId);

/// <summary>Does not take it.</summary>
public sealed record RejectRequest(
    [property: StringLength(20, MinimumLength = 1)] string DecisionId,
    [property: StringLength(1_000, MinimumLength = 1)] string Reason);

/// <summary>The referent objected.</summary>
public sealed record ObjectionRequest(
    [property: StringLength(20, MinimumLength = 1)] string ObjectionId, DateOnly ReceivedOn);

/// <summary>Decides on an objection.</summary>
/// <param name="AmountCents">What is left of a fine, only when it is partly upheld.</param>
public sealed record ObjectionDecisionRequest(
    [property: StringLength(20, MinimumLength = 1)] string ObjectionId,
    ObjectionOutcome Outcome,
    [property: StringLength(4_000, MinimumLength = 1)] string Reasons,
    [property: Range(1L, 100_000_000L)] long? AmountCents);

/// <summary>Extends a clock by what the law lets it.</summary>
/// <param name="DueAt">The end that the clock has now; a retry that names the end before extends nothing.</param>
public sealed record ExtensionRequest(
    [property: StringLength(60, MinimumLength = 1)] string ClockId,
    DateTimeOffset DueAt,
    [property: StringLength(1_000, MinimumLength = 1)] string Reason);
