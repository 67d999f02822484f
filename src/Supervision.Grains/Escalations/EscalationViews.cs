using System.Globalization;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Grains.Escalations;

/// <summary>An episode as clients see it.</summary>
internal static class EscalationViews
{
    public static EscalationView Of(
        ReferentId referent, Escalation escalation, LogPosition position, DateTimeOffset now)
    {
        var opened = escalation.Opened!;
        var trigger = opened.Trigger;
        return new EscalationView(
            new EscalationId(referent, escalation.Episode),
            referent,
            escalation.State,
            opened.Ground,
            opened.Reason ?? ReasonOf(trigger!),
            trigger?.Level ?? opened.Risk?.Level ?? RiskLevel.None,
            trigger?.Points ?? opened.Risk?.Points ?? 0,
            trigger?.ModelHash ?? opened.Risk?.ModelHash,
            trigger is null ? [] : [.. trigger.Evidence.Select(item => new EvidenceView(item.Indicator, item.Points))],
            opened.TriggerOffset is { } offset ? new LogPosition(position.Partition, offset) : null,
            escalation.OpenedAt,
            opened.DueAt,
            escalation.IsOverdueAt(now),
            escalation.Assignee,
            escalation.LockedUntil,
            [.. escalation.Notes.Select(note => new NoteView(note.NoteId, note.Officer, note.At, note.Text))],
            escalation.Closing?.Outcome,
            escalation.Closing?.Findings ?? [],
            escalation.ClosedAt,
            position,
            escalation.File,
            [.. escalation.Clocks.Select(clock => clock.At(now))],
            opened.Reference,
            escalation.Snooze?.Until,
            escalation.Evidence);
    }

    private const string ByCooldown = " The points were higher on an earlier day; the cooldown keeps the level.";

    private static string ReasonOf(EscalationTrigger trigger) => trigger.IsDraw
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Drawn for a check by {trigger.Rule[EscalationTrigger.DrawPrefix.Length..]}: among those with most "
            + $"points, {trigger.Points}.")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"Rule {trigger.Rule}: the level rose to {Facts.ClosedList<RiskLevel>.WordFor(trigger.Level)} "
            + $"with {trigger.Points} points; the rule asks for {Facts.ClosedList<RiskLevel>.WordFor(trigger.AtLevel)}."
            + $"{(trigger.ByCooldown ? ByCooldown : "")}");
}
