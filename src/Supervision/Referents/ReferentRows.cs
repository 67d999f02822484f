using System.Collections.Immutable;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Referents;

/// <summary>
/// A cached fold of a referent's history: the state, and the offset it reached, which is what keeps an event from
/// counting twice.
/// </summary>
public sealed record ReferentSnapshot(long Offset, ReadOnlyMemory<byte> State);

/// <summary>Whether a referent is recognised for a purpose.</summary>
public enum RecognitionStatus
{
    None = 0,
    Recognised = 1,
    Suspended = 2,
    Withdrawn = 3,
}

/// <summary>What the registers say of a referent: for finding it, never for scoring it.</summary>
/// <param name="Labour">Its recognition for labour; likewise the other purposes.</param>
public sealed record RegisterRow(
    string? DisplayName,
    Sector? Sector,
    SizeBand? SizeBand,
    LegalForm? LegalForm,
    DateOnly? FoundedOn,
    RecognitionStatus Labour,
    RecognitionStatus Research,
    RecognitionStatus Study,
    RecognitionStatus Exchange);

/// <summary>The narrow row of live risk that lists are made of.</summary>
/// <param name="AsOf">The moment of evaluation.</param>
/// <param name="LevelSince">When the level became what it is.</param>
/// <param name="DueOn">The next day on which time alone may change points or level; null when none.</param>
public sealed record RiskRow(
    RiskLevel Level,
    int Points,
    int Evidence,
    string? ModelHash,
    DateTimeOffset AsOf,
    DateTimeOffset LevelSince,
    DateOnly? DueOn);

/// <summary>The level of a referent changed.</summary>
/// <param name="Sequence">Its place among all changes; 0 until it is stored.</param>
/// <param name="Cause">The event that moved it, or null when time did.</param>
public sealed record RiskChange(
    long Sequence,
    ReferentId Referent,
    LogPosition Position,
    DateTimeOffset At,
    RiskLevel From,
    RiskLevel To,
    int Points,
    string? ModelHash,
    EventKey? Cause);

/// <summary>Something to be done outside the fold, once: keyed by referent, position and rule.</summary>
/// <param name="Payload">JSON, read by whoever carries the rule out.</param>
public sealed record OutboxItem(
    ReferentId Referent, LogPosition Position, string Rule, DateTimeOffset At, string Payload)
{
    /// <summary>Why it waits (the harm limiter), or null.</summary>
    public string? HeldBecause { get; init; }
}

/// <summary>An event that is on the log but could not be folded.</summary>
/// <param name="Code">A stable code; the fold went on without the event.</param>
public sealed record QuarantinedEvent(LogPosition Position, EventKey Key, string Type, string Code, DateTimeOffset At);

/// <summary>All that one referent hands to the store at once; stored together or not at all.</summary>
public sealed record ReferentFlush(
    ReferentId Referent,
    int Partition,
    ReferentSnapshot Snapshot,
    RegisterRow Register,
    RiskRow Risk,
    ImmutableArray<RiskChange> Changes,
    ImmutableArray<OutboxItem> Outbox,
    ImmutableArray<QuarantinedEvent> Quarantined);
