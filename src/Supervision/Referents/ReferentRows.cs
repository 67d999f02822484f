using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Referents;

/// <summary>
/// A cached fold of a referent's history: the state, and the offset it reached, which is what keeps an event from
/// counting twice.
/// </summary>
[GenerateSerializer, Immutable, Alias("referent-snapshot")]
public sealed record ReferentSnapshot([property: Id(0)] long Offset, [property: Id(1)] ReadOnlyMemory<byte> State)
{
    /// <summary>As loaded: the moment of evaluation that was stored with it. A flush has it in its risk row.</summary>
    [Id(2)]
    public DateTimeOffset AsOf { get; init; }
}

/// <summary>Whether a referent is recognised for a purpose.</summary>
[JsonConverter(typeof(ClosedList<RecognitionStatus>))]
public enum RecognitionStatus
{
    None = 0,
    Recognised = 1,
    Suspended = 2,
    Withdrawn = 3,
}

/// <summary>What the registers say of a referent: for finding it, never for scoring it.</summary>
/// <param name="Labour">Its recognition for labour; likewise the other purposes.</param>
[GenerateSerializer, Immutable, Alias("register-row")]
public sealed record RegisterRow(
    [property: Id(0)] string? DisplayName,
    [property: Id(1)] Sector? Sector,
    [property: Id(2)] SizeBand? SizeBand,
    [property: Id(3)] LegalForm? LegalForm,
    [property: Id(4)] DateOnly? FoundedOn,
    [property: Id(5)] RecognitionStatus Labour,
    [property: Id(6)] RecognitionStatus Research,
    [property: Id(7)] RecognitionStatus Study,
    [property: Id(8)] RecognitionStatus Exchange);

/// <summary>The narrow row of live risk that lists are made of.</summary>
/// <param name="AsOf">The moment of evaluation.</param>
/// <param name="LevelSince">When the level became what it is.</param>
/// <param name="DueOn">The next day on which time alone may change points or level; null when none.</param>
[GenerateSerializer, Immutable, Alias("risk-row")]
public sealed record RiskRow(
    [property: Id(0)] RiskLevel Level,
    [property: Id(1)] int Points,
    [property: Id(2)] int Evidence,
    [property: Id(3)] string? ModelHash,
    [property: Id(4)] DateTimeOffset AsOf,
    [property: Id(5)] DateTimeOffset LevelSince,
    [property: Id(6)] DateOnly? DueOn);

/// <summary>The level of a referent changed.</summary>
/// <param name="Sequence">Its place among all changes; 0 until it is stored.</param>
/// <param name="Cause">The event that moved it, or null when time did.</param>
[GenerateSerializer, Immutable, Alias("risk-change")]
public sealed record RiskChange(
    [property: Id(0)] long Sequence,
    [property: Id(1)] ReferentId Referent,
    [property: Id(2)] LogPosition Position,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] RiskLevel From,
    [property: Id(5)] RiskLevel To,
    [property: Id(6)] int Points,
    [property: Id(7)] string? ModelHash,
    [property: Id(8)] EventKey? Cause)
{
    /// <summary>The points as they are shown: null when no model was in use, and so no score.</summary>
    public int? ScoredPoints => ModelHash is null ? null : Points;
}

/// <summary>Something to be done outside the fold, once: keyed by referent, position and rule.</summary>
/// <param name="Payload">JSON, read by whoever carries the rule out.</param>
[GenerateSerializer, Immutable, Alias("outbox-item")]
public sealed record OutboxItem(
    [property: Id(0)] ReferentId Referent,
    [property: Id(1)] LogPosition Position,
    [property: Id(2)] string Rule,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string Payload)
{
    /// <summary>Why it waits (the harm limiter), or null.</summary>
    [Id(5)]
    public string? HeldBecause { get; init; }

    /// <summary>Its place among all items of the store; 0 until it is stored.</summary>
    [Id(6)]
    public long Number { get; init; }
}

/// <summary>An event that is on the log but could not be folded.</summary>
/// <param name="Code">A stable code; the fold went on without the event.</param>
[GenerateSerializer, Immutable, Alias("quarantined-event")]
public sealed record QuarantinedEvent(
    [property: Id(0)] LogPosition Position,
    [property: Id(1)] EventKey Key,
    [property: Id(2)] string Type,
    [property: Id(3)] string Code,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] ReferentId Referent);

/// <summary>All that one referent hands to the store at once; stored together or not at all.</summary>
[GenerateSerializer, Immutable, Alias("referent-flush")]
public sealed record ReferentFlush(
    [property: Id(0)] ReferentId Referent,
    [property: Id(1)] int Partition,
    [property: Id(2)] ReferentSnapshot Snapshot,
    [property: Id(3)] RegisterRow Register,
    [property: Id(4)] RiskRow Risk,
    [property: Id(5)] ImmutableArray<RiskChange> Changes,
    [property: Id(6)] ImmutableArray<OutboxItem> Outbox,
    [property: Id(7)] ImmutableArray<QuarantinedEvent> Quarantined)
{
    /// <summary>
    /// Whether anything of its history was folded. If not, all it has is in quarantine or waits for an original: the
    /// snapshot and those events are stored, and no list or count shows the referent.
    /// </summary>
    [Id(8)]
    public bool HasFacts { get; init; } = true;

    /// <summary>Who stores; null where there can be only one, as in a rebuild.</summary>
    [Id(9)]
    public FlushOrigin? Origin { get; init; }
}

/// <summary>
/// The activation that a flush comes from, and what it found when it began. Two activations may have folded the same
/// event and each have a change of level to tell, at its own moment; only one line of flushes is stored.
/// </summary>
/// <param name="Activation">A name that no other activation has.</param>
/// <param name="Offset">Of the snapshot that it loaded; 0 when there was none.</param>
/// <param name="AsOf">Of the snapshot that it loaded.</param>
[GenerateSerializer, Immutable, Alias("flush-origin")]
public sealed record FlushOrigin(
    [property: Id(0)] string Activation, [property: Id(1)] long Offset, [property: Id(2)] DateTimeOffset AsOf);
