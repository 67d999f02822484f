using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Escalations.SecondReadings;
using Supervision.Facts;

namespace Supervision.Escalations.Casework;

/// <summary>What people have done on a case: judged, found, asked, announced, decided.</summary>
/// <param name="IntentWithdrawn">Why the last intent was taken back; null when there is one, or never was.</param>
/// <param name="Intents">How many intents were announced.</param>
/// <param name="Reading">The second reading; null when the case was not drawn for one.</param>
[GenerateSerializer, Immutable, Alias("case-file")]
public sealed record CaseFile(
    [property: Id(0)] ImmutableArray<CaseFinding> Findings,
    [property: Id(1)] ImmutableArray<InformationRequest> Requests,
    [property: Id(2)] ImmutableArray<CaseDecision> Decisions,
    [property: Id(3)] FirstJudgement? Judgement = null,
    [property: Id(4)] MeasureIntent? Intent = null,
    [property: Id(5)] CaseObjection? Objection = null,
    [property: Id(6)] string? IntentWithdrawn = null,
    [property: Id(7)] int Intents = 0,
    [property: Id(8)] SecondReading? Reading = null)
{
    /// <summary>Before anything was done.</summary>
    public static readonly CaseFile Empty = new([], [], []);

    /// <summary>The decision that waits for a second person; null when none does.</summary>
    [JsonIgnore]
    public CaseDecision? Proposed =>
        Decisions.FirstOrDefault(decision => decision is { TakenAt: null, Rejected: null });

    /// <summary>The decision that was taken; null before.</summary>
    [JsonIgnore]
    public CaseDecision? Taken => Decisions.FirstOrDefault(decision => decision.TakenAt is not null);

    /// <summary>Findings that are a breach, and that no later one takes back.</summary>
    [JsonIgnore]
    public ImmutableArray<CaseFinding> Breaches =>
    [
        .. Findings.Where((finding, place) =>
            finding.Breach && !Findings.Skip(place + 1).Any(later => later.TakesBack(finding))),
    ];
}

/// <summary>What an officer thought of a case before seeing why it was opened.</summary>
[GenerateSerializer, Immutable, Alias("first-judgement")]
public sealed record FirstJudgement(
    [property: Id(0)] Judgement Judgement,
    [property: Id(1)] string Officer,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Text);

/// <summary>What an officer thinks of the facts.</summary>
[JsonConverter(typeof(ClosedList<Judgement>))]
public enum Judgement
{
    NoBreach,
    Breach,
    Unclear,
}

/// <summary>Something that the referent was asked for.</summary>
/// <param name="Complete">Null while there is no answer.</param>
[GenerateSerializer, Immutable, Alias("information-request")]
public sealed record InformationRequest(
    [property: Id(0)] string Id,
    [property: Id(1)] string Text,
    [property: Id(2)] DateTimeOffset AskedAt,
    [property: Id(3)] DateTimeOffset DueAt,
    [property: Id(4)] bool? Complete = null,
    [property: Id(5)] DateTimeOffset? AnsweredAt = null);

/// <summary>The announcement of a measure, and what the referent said to it.</summary>
/// <param name="Lapsed">The term passed without a reply.</param>
[GenerateSerializer, Immutable, Alias("measure-intent")]
public sealed record MeasureIntent(
    [property: Id(0)] IntendedMeasure Measure,
    [property: Id(1)] string Text,
    [property: Id(2)] string Officer,
    [property: Id(3)] DateTimeOffset AnnouncedAt,
    [property: Id(4)] string? Reply = null,
    [property: Id(5)] DateTimeOffset? RepliedAt = null,
    [property: Id(6)] bool Lapsed = false);

/// <summary>A decision: proposed by one person, and taken, by the same or by a second one.</summary>
/// <param name="Ground">The ground on which the referent was selected, which the reasons name.</param>
/// <param name="SecondOfficer">Who confirmed or rejected it; null when no second person was needed.</param>
/// <param name="Rejected">Why the second person did not confirm it.</param>
[GenerateSerializer, Immutable, Alias("case-decision")]
public sealed record CaseDecision(
    [property: Id(0)] string Id,
    [property: Id(1)] IntendedMeasure Measure,
    [property: Id(2)] EscalationGround Ground,
    [property: Id(3)] string Reasons,
    [property: Id(4)] string Officer,
    [property: Id(5)] DateTimeOffset ProposedAt,
    [property: Id(6)] string? SecondOfficer = null,
    [property: Id(7)] DateTimeOffset? TakenAt = null,
    [property: Id(8)] string? Rejected = null);

/// <summary>The objection to a decision.</summary>
/// <param name="AmountCents">What is left of a fine when the objection is partly upheld.</param>
[GenerateSerializer, Immutable, Alias("case-objection")]
public sealed record CaseObjection(
    [property: Id(0)] string Id,
    [property: Id(1)] DateOnly ReceivedOn,
    [property: Id(2)] ObjectionOutcome? Outcome = null,
    [property: Id(3)] string? Reasons = null,
    [property: Id(4)] string? Officer = null,
    [property: Id(5)] DateTimeOffset? DecidedAt = null,
    [property: Id(6)] long? AmountCents = null);
