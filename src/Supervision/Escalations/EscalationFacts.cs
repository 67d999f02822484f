using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Risk;

namespace Supervision.Escalations;

/// <summary>Something that happened in an episode of human follow-up. Kept on the log under its own subject.</summary>
public abstract record EscalationFact(int Episode);

/// <summary>An episode began: by a rule, with the score that made it fire, or by a person, with a reason.</summary>
/// <param name="By">The person who opened it; null when a rule did.</param>
/// <param name="Reason">What the person wrote; null when a rule did.</param>
/// <param name="TriggerOffset">The last event of the referent when the rule fired.</param>
/// <param name="FiredAt">When the rule fired, which may be long before there was room to open.</param>
/// <param name="Risk">The live risk when a person opened it; null when a rule did, whose trigger has it.</param>
/// <param name="Reference">Of the signal or the draw that it was opened for; null for any other ground.</param>
public sealed record EscalationOpened(
    int Episode,
    EscalationGround Ground,
    DateTimeOffset WarnAt,
    DateTimeOffset DueAt,
    EscalationTrigger? Trigger = null,
    long? TriggerOffset = null,
    DateTimeOffset? FiredAt = null,
    string? By = null,
    string? Reason = null,
    OpeningRisk? Risk = null,
    string? Reference = null) : EscalationFact(Episode)
{
    /// <summary>
    /// What a case says of when it was opened: the hour, so that neither how long the opening took nor the order within
    /// a draw tells why.
    /// </summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}

/// <summary>The risk of a referent at the moment when a person opened an episode.</summary>
/// <param name="ModelHash">Null when no model was in use.</param>
public sealed record OpeningRisk(RiskLevel Level, int Points, string? ModelHash = null);

/// <summary>One person took the episode and holds its lock.</summary>
public sealed record EscalationTaken(int Episode, string Officer, DateTimeOffset LockedUntil)
    : EscalationFact(Episode);

/// <summary>The episode waits for someone to take it again.</summary>
public sealed record EscalationReleased(int Episode, string Officer, ReleaseGround Ground) : EscalationFact(Episode);

/// <summary>A note was added, which nobody can change; it keeps the lock alive.</summary>
public sealed record EscalationNoted(
    int Episode, string Officer, string NoteId, string Text, DateTimeOffset LockedUntil) : EscalationFact(Episode);

/// <summary>The episode ended with an outcome.</summary>
public sealed record EscalationClosed(
    int Episode, string Officer, EscalationOutcome Outcome, ImmutableArray<Finding> Findings)
    : EscalationFact(Episode);

/// <summary>The deadline comes near.</summary>
public sealed record EscalationDeadlineNear(int Episode) : EscalationFact(Episode);

/// <summary>The deadline passed and the episode is not closed.</summary>
public sealed record EscalationOverdue(int Episode) : EscalationFact(Episode);

/// <summary>Why an episode went back.</summary>
[JsonConverter(typeof(ClosedList<ReleaseGround>))]
public enum ReleaseGround
{
    ByOfficer,
    LockExpired,
}
