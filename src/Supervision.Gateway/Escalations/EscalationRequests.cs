using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Referents;

namespace Supervision.Gateway.Escalations;

/// <summary>Opens an escalation by hand.</summary>
/// <param name="Reason">In words. Never a name of a natural person.</param>
/// <param name="Ground">`hand` when it is left out; a draw or a signal has a reference.</param>
/// <param name="Reference">Of the draw or the signal.</param>
public sealed record OpenEscalationRequest(
    ReferentId ReferentId,
    [property: StringLength(EscalationLimits.Reason, MinimumLength = 1)] string Reason,
    EscalationGround Ground = EscalationGround.Hand,
    [property: StringLength(EscalationLimits.Reference, MinimumLength = 1)] string? Reference = null);

/// <summary>Adds a note.</summary>
/// <param name="NoteId">Chosen by the client: the same id with the same text again adds nothing.</param>
public sealed record NoteRequest(
    [property: StringLength(EscalationLimits.NoteId, MinimumLength = 1)] string NoteId,
    [property: StringLength(EscalationLimits.Note, MinimumLength = 1)] string Text);

/// <summary>Closes an escalation.</summary>
/// <param name="Findings">What was found about each duty; may be left out when there is nothing to say.</param>
public sealed record CloseEscalationRequest(
    EscalationOutcome Outcome,
    [property: MaxLength(EscalationLimits.Findings)] ImmutableArray<Finding> Findings);

/// <summary>How much a command may hold; the rules of the escalation itself keep to the same.</summary>
internal static class EscalationLimits
{
    public const int Reason = 1_000;
    public const int Reference = 128;
    public const int NoteId = 128;
    public const int Note = 4_000;
    public const int Findings = 50;
}
