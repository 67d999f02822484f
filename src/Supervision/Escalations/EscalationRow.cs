using System.Text.Json.Serialization;
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

    /// <summary>One person works on it.</summary>
    Taken,

    Closed,
}

/// <summary>Why an episode was opened.</summary>
[JsonConverter(typeof(ClosedList<EscalationGround>))]
public enum EscalationGround
{
    /// <summary>The escalation rule of the model in use.</summary>
    Rule,

    /// <summary>A person, with a reason.</summary>
    Hand,
}

/// <summary>One line of the list of escalations.</summary>
/// <param name="Position">The last fact that the row reflects.</param>
/// <param name="DueAt">The deadline of the episode.</param>
/// <param name="Assignee">Who has taken it; the person who closed it once it is closed.</param>
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
    DateTimeOffset? ClosedAt);
