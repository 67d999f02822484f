using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Contracts.Escalations;

/// <summary>One episode of human follow-up, whole.</summary>
/// <param name="Reason">Why it was opened: the rule in words, or what the person wrote.</param>
/// <param name="Evidence">The indicators that added points when the rule fired, most points first.</param>
/// <param name="TriggeredAt">Up to which event the rule was evaluated; null when opened by hand.</param>
/// <param name="File">What was done in it.</param>
/// <param name="Clocks">Every clock it had, oldest first.</param>
/// <param name="Reference">Of the signal or the draw that it was opened for.</param>
/// <param name="SnoozedUntil">Until when it is put aside, which may have been; null when it is not.</param>
/// <param name="Files">Its evidence files with what they are sealed with; null when it has none.</param>
/// <param name="LockedUntil">When the lock of the person who took it ends by itself.</param>
[GenerateSerializer, Immutable, Alias("escalation-view")]
public sealed record EscalationView(
    [property: Id(0)] EscalationId Id,
    [property: Id(1)] ReferentId ReferentId,
    [property: Id(2)] EscalationState State,
    [property: Id(3)] EscalationGround Ground,
    [property: Id(4)] string Reason,
    [property: Id(5)] RiskLevel Level,
    [property: Id(6)] int Points,
    [property: Id(7)] string? ModelHash,
    [property: Id(8)] ImmutableArray<EvidenceView> Evidence,
    [property: Id(9)] LogPosition? TriggeredAt,
    [property: Id(10)] DateTimeOffset OpenedAt,
    [property: Id(11)] DateTimeOffset DueAt,
    [property: Id(12)] bool Overdue,
    [property: Id(13)] string? Assignee,
    [property: Id(14)] DateTimeOffset? LockedUntil,
    [property: Id(15)] ImmutableArray<NoteView> Notes,
    [property: Id(16)] EscalationOutcome? Outcome,
    [property: Id(17)] ImmutableArray<Finding> Findings,
    [property: Id(18)] DateTimeOffset? ClosedAt,
    [property: Id(19)] LogPosition Position,
    [property: Id(20)] CaseFile? File = null,
    [property: Id(21)] ImmutableArray<CaseClock> Clocks = default,
    [property: Id(22)] string? Reference = null,
    [property: Id(23)] DateTimeOffset? SnoozedUntil = null,
    [property: Id(24)] ImmutableArray<EvidenceFile>? Files = null)
{
    /// <summary>Whether why it was opened is kept from its officer: until a first judgement, or its end.</summary>
    public bool IsBlind => State != EscalationState.Closed && File?.Judgement is null;

    /// <summary>Whether somebody else is still to judge it; what was thought of it is kept from officers.</summary>
    public bool AwaitsReading => State != EscalationState.Closed && File?.Reading is { Judgement: null };

    /// <summary>As its first officer had it before judging: what a second one may see.</summary>
    public EscalationView BeforeJudgement() => this with
    {
        State = EscalationState.Taken,
        Overdue = false,
        Assignee = null,
        LockedUntil = null,
        Notes = [],
        Outcome = null,
        Findings = [],
        ClosedAt = null,
        File = CaseFile.Empty with { Reading = File?.Reading is { } reading ? reading with { Seen = [] } : null },
        Clocks =
        [
            .. Clocks.Take(1).Select(clock => CaseClock.Of(
                new ClockStart(clock.Id, clock.Kind, clock.WarnAt, DueAt), OpenedAt)),
            .. Clocks.Where(clock => clock.Kind == ClockKind.SecondReading),
        ],
        SnoozedUntil = null,
    };
}

/// <summary>What one indicator added when the rule fired.</summary>
[GenerateSerializer, Immutable, Alias("evidence-view")]
public sealed record EvidenceView([property: Id(0)] string Indicator, [property: Id(1)] int Points);

/// <summary>A note on an episode.</summary>
[GenerateSerializer, Immutable, Alias("note-view")]
public sealed record NoteView(
    [property: Id(0)] string NoteId,
    [property: Id(1)] string Officer,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] string Text);
