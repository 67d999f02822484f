using System.Text.Json.Serialization;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Escalations;

/// <summary>Where an episode of human follow-up is.</summary>
[JsonConverter(typeof(ClosedList<EscalationState>))]
public enum EscalationState
{
    /// <summary>Waiting for someone to take it.</summary>
    Opened,

    /// <summary>One person has it and has not judged it yet.</summary>
    Taken,

    Closed,

    /// <summary>Judged a first time; being looked into.</summary>
    UnderInvestigation,

    /// <summary>The referent was asked for information.</summary>
    AwaitingInformation,

    /// <summary>A measure was announced; the referent may reply.</summary>
    AwaitingReply,

    /// <summary>The referent replied, or the term for it passed.</summary>
    AwaitingDecision,

    /// <summary>A decision waits for a second person.</summary>
    DecisionProposed,

    /// <summary>Decided; the referent may object.</summary>
    Decided,

    UnderObjection,

    /// <summary>The objection is decided; what is left is a suspension that runs.</summary>
    ObjectionDecided,
}

/// <summary>Why an episode was opened.</summary>
[JsonConverter(typeof(ClosedList<EscalationGround>))]
public enum EscalationGround
{
    /// <summary>The escalation rule of the model in use.</summary>
    Rule,

    /// <summary>A person, with a reason.</summary>
    Hand,

    /// <summary>A random draw.</summary>
    Random,

    /// <summary>A signal of a third party.</summary>
    Signal,
}

/// <summary>One line of the list of escalations.</summary>
/// <param name="Position">The last fact that the row reflects.</param>
/// <param name="DueAt">The deadline that it was opened with.</param>
/// <param name="Overdue">Whether a term of ours has passed in it.</param>
/// <param name="Assignee">Who has taken it; the person who closed it once it is closed.</param>
/// <param name="IsJudged">Whether it had its first judgement.</param>
/// <param name="Clocks">Those that run, in <see cref="RunningClocks"/>' text.</param>
/// <param name="NextDueAt">When the first of them ends; null when none runs.</param>
/// <param name="OurDueAt">When the first of those that are ours ends; null when none runs.</param>
/// <param name="Reading">How its second reading stands; null when it was not drawn for one.</param>
/// <param name="SnoozedUntil">Until when it is put aside, which may have been; null when it is not.</param>
public sealed record EscalationRow(
    EscalationId Id,
    LogPosition Position,
    EscalationState State,
    EscalationGround Ground,
    RiskLevel Level,
    int Points,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    bool Overdue,
    string? Assignee,
    int Notes,
    EscalationOutcome? Outcome,
    DateTimeOffset? ClosedAt,
    bool IsJudged = false,
    string Clocks = "",
    DateTimeOffset? NextDueAt = null,
    DateTimeOffset? SnoozedUntil = null,
    SecondReadingState? Reading = null,
    Judgement? FirstJudgement = null,
    Judgement? SecondJudgement = null,
    DateTimeOffset? OurDueAt = null)
{
    /// <summary>Whether a term of ours has passed in it by a moment, also when no fact has told so yet.</summary>
    public bool IsOverdueAt(DateTimeOffset now) => Overdue || OurDueAt <= now;

    /// <summary>Whether why it was opened is kept from officers.</summary>
    public bool IsBlind => State != EscalationState.Closed && !IsJudged;

    /// <summary>Whether what was thought of it is kept from officers, of whom one is to judge it again.</summary>
    public bool AwaitsReading => Reading == SecondReadingState.Awaited;
}
