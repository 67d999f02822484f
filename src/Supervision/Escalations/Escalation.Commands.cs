using System.Collections.Immutable;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>What may be done with an escalation. Every command, given a second time, records nothing.</summary>
public sealed partial record Escalation
{
    /// <summary>A rule fired. Opens an episode unless one is open, or this was dealt with.</summary>
    /// <param name="firedAt">When the rule fired; before the last episode ended, it is part of that episode.</param>
    public Decision<EscalationFact> Open(
        EscalationTrigger trigger, long offset, DateTimeOffset firedAt, DateTimeOffset now, EscalationTerms terms)
    {
        if (IsOpen || firedAt <= ClosedAt || firedAt == Opened?.FiredAt)
            return Decision<EscalationFact>.Nothing;

        return new EscalationOpened(
            checked(Episode + 1), EscalationGround.Rule, terms.WarnAt(now), terms.DueAt(now), trigger, offset,
            firedAt);
    }

    /// <summary>A person opens an episode, with a reason: by hand, or for a draw or a signal that is named.</summary>
    /// <param name="risk">What the risk is at this moment; null when nothing is known of the referent.</param>
    /// <param name="reference">Of the draw or the signal, and of nothing else.</param>
    public Decision<EscalationFact> OpenByHand(
        string officer, string reason, OpeningRisk? risk, DateTimeOffset now, EscalationTerms terms,
        EscalationGround ground = EscalationGround.Hand, string? reference = null)
    {
        var isSelected = ground is EscalationGround.Random or EscalationGround.Signal;
        if (ground == EscalationGround.Rule)
            return new Refusal("ground-not-yours", "Only the model in use opens by rule.", "/ground");
        if (isSelected != reference is not null)
            return new Refusal(
                "reference-misplaced", "A draw or a signal has a reference, and nothing else has.", "/reference");
        if (reference is not null && Wrong(reference, ReferenceLengthMax, "reference") is { } noReference)
            return noReference;
        if (Wrong(officer, OfficerLengthMax, "officer") is { } noOfficer)
            return noOfficer;
        if (Wrong(reason, ReasonLengthMax, "reason") is { } noReason)
            return noReason;
        if (IsOpen
            && (Opened!.By, Opened.Reason, Opened.Ground, Opened.Reference) == (officer, reason, ground, reference))
            return Decision<EscalationFact>.Nothing; // A retry: it is open already.
        if (IsOpen)
            return new Refusal("escalation-already-open", "The referent has an open escalation already.");

        return new EscalationOpened(
            checked(Episode + 1), ground, terms.WarnAt(now), terms.DueAt(now),
            By: officer, Reason: reason, Risk: risk, Reference: reference);
    }

    /// <summary>One person takes the episode.</summary>
    public Decision<EscalationFact> Take(int episode, string officer, DateTimeOffset now, EscalationTerms terms) =>
        At(now, escalation => escalation.Taken(episode, officer, now, terms));

    private Decision<EscalationFact> Taken(int episode, string officer, DateTimeOffset now, EscalationTerms terms)
    {
        if (Wrong(officer, OfficerLengthMax, "officer") is { } noOfficer)
            return noOfficer;
        if (NotOpen(episode) is { } notOpen)
            return notOpen;

        if (Assignee is null)
            return new EscalationTaken(Episode, officer, now + terms.Lock);

        return Assignee == officer
            ? Decision<EscalationFact>.Nothing
            : new Refusal("escalation-taken", "Someone else has taken the escalation.");
    }

    /// <summary>The person who has the episode gives it back.</summary>
    public Decision<EscalationFact> Release(int episode, string officer, DateTimeOffset now) =>
        At(now, escalation => escalation.Released(episode, officer));

    private Decision<EscalationFact> Released(int episode, string officer)
    {
        if (NotOpen(episode) is { } notOpen)
            return notOpen;
        if (Assignee is null)
            return Decision<EscalationFact>.Nothing;

        return NotTheirs(officer) is { } notTheirs
            ? notTheirs
            : new EscalationReleased(Episode, officer, ReleaseGround.ByOfficer);
    }

    /// <summary>The person who has the episode adds a note.</summary>
    public Decision<EscalationFact> Note(
        int episode, string officer, string noteId, string text, DateTimeOffset now, EscalationTerms terms) =>
        At(now, escalation => escalation.Noted(episode, officer, noteId, text, now + terms.Lock));

    private Decision<EscalationFact> Noted(
        int episode, string officer, string noteId, string text, DateTimeOffset lockedUntil)
    {
        if (Wrong(noteId, NoteIdLengthMax, "noteId") is { } noId)
            return noId;
        if (Wrong(text, NoteLengthMax, "text") is { } noText)
            return noText;
        if (episode == Episode && Notes.FirstOrDefault(note => note.NoteId == noteId) is { } known)
        {
            return known.Officer == officer && known.Text == text
                ? Decision<EscalationFact>.Nothing
                : new Refusal("note-id-used", "Another note has this id.", "/noteId");
        }

        if (NotOpen(episode) is { } notOpen)
            return notOpen;
        if (NotTheirs(officer) is { } notTheirs)
            return notTheirs;
        if (Notes.Length >= NotesMax)
            return new Refusal("too-many-notes", $"An escalation takes at most {NotesMax} notes.");

        return new EscalationNoted(Episode, officer, noteId, text, lockedUntil);
    }

    /// <summary>The person who has the episode closes it with an outcome.</summary>
    public Decision<EscalationFact> Close(
        int episode, string officer, EscalationOutcome outcome, ImmutableArray<Finding> findings, DateTimeOffset now) =>
        At(now, escalation => escalation.Closed(episode, officer, outcome, findings));

    private Decision<EscalationFact> Closed(
        int episode, string officer, EscalationOutcome outcome, ImmutableArray<Finding> findings)
    {
        if (findings.IsDefault || findings.Length > FindingsMax)
            return new Refusal("too-many-findings", $"A list of at most {FindingsMax} findings.", "/findings");
        if (episode == Episode && Closing is { } closing)
        {
            return closing.Officer == officer && closing.Outcome == outcome && closing.Findings.SequenceEqual(findings)
                ? Decision<EscalationFact>.Nothing
                : new Refusal("escalation-closed", "The escalation is closed.");
        }

        if (NotOpen(episode) is { } notOpen)
            return notOpen;
        if (NotTheirs(officer) is { } notTheirs)
            return notTheirs;
        if (State is EscalationState.DecisionProposed or EscalationState.Decided or EscalationState.UnderObjection
            or EscalationState.ObjectionDecided)
            return new Refusal("decision-under-way", "A case with a decision ends by itself, or after the objection.");

        return (NotByHand(outcome) ?? NotJudged() ?? NotReadAgain() ?? NotConcluded(outcome, findings)) is { } refusal
            ? refusal
            : new EscalationClosed(Episode, officer, outcome, findings);
    }

    private Refusal? NotOpen(int episode)
    {
        if (episode < 1 || episode > Episode)
            return new Refusal("escalation-unknown", "There is no such escalation.");

        return episode < Episode || !IsOpen ? new Refusal("escalation-closed", "The escalation is closed.") : null;
    }

    private Refusal? NotTheirs(string officer) => Assignee == officer
        ? null
        : new Refusal("escalation-not-taken", "Only the person who has taken the escalation can do this.");

    private static Refusal? Wrong(string text, int lengthMax, string member) =>
        string.IsNullOrWhiteSpace(text) || text.Length > lengthMax || WritingDirection.IsChangedBy(text)
            ? new Refusal(
                $"{member.ToLowerInvariant()}-invalid",
                $"A text of 1 to {lengthMax} characters, none of which changes the direction of writing.", $"/{member}")
            : null;
}
