using System.Collections.Immutable;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Escalations;

/// <summary>One line of the list of escalations.</summary>
/// <param name="Assignee">Who has taken it; the person who closed it once it is closed.</param>
/// <param name="Notes">How many notes there are.</param>
/// <param name="Ground">Null, as are level and points, for an officer before a first judgement.</param>
/// <param name="Level">Of the moment it was opened; it stays when the level changes, or the model is stopped.</param>
/// <param name="Points">Likewise; those of now, if any, are in `/risk`.</param>
/// <param name="Judged">Whether it had its first judgement.</param>
/// <param name="NextDueAt">When the first of its clocks ends; null when none runs.</param>
/// <param name="SnoozedUntil">Until when it is put aside; null when it is not.</param>
/// <param name="SecondReading">How its second reading stands; null when it was not drawn for one.</param>
public sealed record EscalationItem(
    string EscalationId,
    ReferentId ReferentId,
    EscalationState State,
    EscalationGround? Ground,
    RiskLevel? Level,
    int? Points,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    bool Overdue,
    string? Assignee,
    int Notes,
    EscalationOutcome? Outcome,
    DateTimeOffset? ClosedAt,
    bool Judged,
    DateTimeOffset? NextDueAt,
    DateTimeOffset? SnoozedUntil,
    SecondReadingState? SecondReading)
{
    /// <param name="isKept">Whether why it was opened is kept from the reader.</param>
    public static EscalationItem Of(EscalationRow row, bool isKept, DateTimeOffset now) =>
        isKept
            ? Of(row, now) with { Ground = null, Level = null, Points = null }
            : Of(row, now);

    private static EscalationItem Of(EscalationRow row, DateTimeOffset now) => new(
        row.Id.ToString(),
        row.Id.Referent,
        row.State,
        row.Ground,
        row.Level,
        row.Points,
        row.OpenedAt.ToUniversalTime(),
        row.DueAt.ToUniversalTime(),
        row.IsOverdueAt(now),
        row.Assignee,
        row.Notes,
        row.Outcome,
        row.ClosedAt?.ToUniversalTime(),
        row.IsJudged,
        row.NextDueAt?.ToUniversalTime(),
        row.SnoozedUntil?.ToUniversalTime(),
        row.Reading);
}

/// <summary>One escalation, whole.</summary>
/// <param name="Ground">Null, as is all that says why it was opened, for an officer before a first judgement.</param>
/// <param name="Reason">Why it was opened: the rule in words, or what the person wrote.</param>
/// <param name="Level">Of the moment it was opened; it stays when the level changes, or the model is stopped.</param>
/// <param name="Points">Likewise; those of now, if any, are in `/risk`.</param>
/// <param name="Evidence">The indicators that added points when the rule fired, most points first.</param>
/// <param name="TriggeredAt">Up to which event the rule was evaluated; null when opened by hand.</param>
/// <param name="LockedUntil">When the lock of the person who took it ends by itself.</param>
/// <param name="Position">The last fact about it; a question about the referent may ask for it.</param>
/// <param name="Reference">Of the signal or the draw that it was opened for.</param>
/// <param name="File">What was done in it.</param>
/// <param name="Clocks">Every clock it had, oldest first.</param>
/// <param name="SnoozedUntil">Until when it is put aside; null when it is not.</param>
public sealed record EscalationDetails(
    string EscalationId,
    ReferentId ReferentId,
    EscalationState State,
    EscalationGround? Ground,
    string? Reason,
    RiskLevel? Level,
    int? Points,
    string? ModelHash,
    ImmutableArray<EscalationEvidence> Evidence,
    string? TriggeredAt,
    DateTimeOffset OpenedAt,
    DateTimeOffset DueAt,
    bool Overdue,
    string? Assignee,
    DateTimeOffset? LockedUntil,
    ImmutableArray<EscalationNote> Notes,
    EscalationOutcome? Outcome,
    ImmutableArray<Finding> Findings,
    DateTimeOffset? ClosedAt,
    string Position,
    string? Reference,
    CaseFile File,
    ImmutableArray<CaseClock> Clocks,
    DateTimeOffset? SnoozedUntil = null)
{
    /// <param name="isKept">Whether why it was opened is kept from the reader.</param>
    public static EscalationDetails Of(EscalationView view, bool isKept) =>
        isKept
            ? Of(view.AwaitsReading ? view.BeforeJudgement() : view) with
            {
                Ground = null,
                Reason = null,
                Level = null,
                Points = null,
                ModelHash = null,
                Evidence = [],
                TriggeredAt = null,
                Reference = null,
            }
            : Of(view);

    private static EscalationDetails Of(EscalationView view) => new(
        view.Id.ToString(),
        view.ReferentId,
        view.State,
        view.Ground,
        view.Reason,
        view.Level,
        view.Points,
        view.ModelHash,
        [.. view.Evidence.Select(item => new EscalationEvidence(item.Indicator, item.Points))],
        view.TriggeredAt?.ToString(),
        view.OpenedAt.ToUniversalTime(),
        view.DueAt.ToUniversalTime(),
        view.Overdue,
        view.Assignee,
        view.LockedUntil?.ToUniversalTime(),
        [.. view.Notes.Select(note =>
            new EscalationNote(note.NoteId, note.Officer, note.At.ToUniversalTime(), note.Text))],
        view.Outcome,
        view.Findings,
        view.ClosedAt?.ToUniversalTime(),
        view.Position.ToString(),
        view.Reference,
        view.File ?? CaseFile.Empty,
        view.Clocks.IsDefault ? [] : view.Clocks,
        view.SnoozedUntil?.ToUniversalTime());
}

/// <summary>What one indicator added when the rule fired.</summary>
public sealed record EscalationEvidence(string Indicator, int Points);

/// <summary>A note, which nobody can change.</summary>
public sealed record EscalationNote(string NoteId, string Officer, DateTimeOffset At, string Text);
