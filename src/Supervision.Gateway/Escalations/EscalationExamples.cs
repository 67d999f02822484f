using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Gateway.Referents;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Gateway.Escalations;

/// <summary>Requests that work and answers as they look, built from the records themselves.</summary>
internal static class EscalationExamples
{
    private const string Hash = "sha256:6b1f0f3c5b2f4a7d9e8c1a0b3d5f7e9c2b4a6d8f0e1c3b5a7d9f2e4c6a8b0d1f";

    private static readonly ReferentId Referent = ReferentId.Parse("kvk:99000001");
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly Finding Finding = new(Duty.NotifyEmploymentEnded, Severity.Serious, true);

    public static OpenEscalationRequest Open { get; } = new(Referent, "Two municipalities reported the same address.");

    public static NoteRequest Note { get; } = new("note-1", "Asked for the wage records of February.");

    public static CloseEscalationRequest Close { get; } = new(EscalationOutcome.BreachFound, [Finding]);

    public static EscalationDetails Opened { get; } = new(
        $"{Referent}~1", Referent, EscalationState.Opened, EscalationGround.Rule,
        "The level rose to high.", RiskLevel.High, 62, Hash,
        [new EscalationEvidence("payroll-below-criterion", 30), new EscalationEvidence("late-notifications", 22)],
        "3-1040", Noon, Noon.AddDays(14), false, null, null, [], null, [], null, "3-1043", null, CaseFile.Empty,
        [CaseClock.Of(new ClockStart("follow-up/1", ClockKind.FollowUp, Noon.AddDays(12), Noon.AddDays(14)), Noon)]);

    public static EscalationDetails Judged { get; } = Opened with
    {
        State = EscalationState.UnderInvestigation,
        Assignee = "j.jansen",
        File = CaseFile.Empty with
        {
            Judgement = new FirstJudgement(
                CaseExamples.Judgement.Judgement, "j.jansen", Noon.AddHours(1), CaseExamples.Judgement.Text),
        },
        Position = "3-1045",
    };

    public static EscalationDetails Taken { get; } = Opened with
    {
        State = EscalationState.Taken,
        Assignee = "j.jansen",
        LockedUntil = Noon.AddHours(9),
        Position = "3-1044",
    };

    public static EscalationDetails Noted { get; } = Taken with
    {
        Notes = [new EscalationNote(Note.NoteId, "j.jansen", Noon.AddHours(1), Note.Text)],
        Position = "3-1045",
    };

    public static EscalationDetails Closed { get; } = Noted with
    {
        State = EscalationState.Closed,
        LockedUntil = null,
        Outcome = EscalationOutcome.BreachFound,
        Findings = [Finding],
        ClosedAt = Noon.AddDays(2),
        Position = "3-1046",
    };

    public static Page<EscalationItem> Page { get; } = new(
        [
            new EscalationItem(
                Taken.EscalationId, Referent, Taken.State, Taken.Ground, Taken.Level, Taken.Points, Taken.OpenedAt,
                Taken.DueAt, false, Taken.Assignee, 1, null, null, false, Taken.DueAt, null, null),
        ],
        null, ReferentExamples.ListPosition);
}
