using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Audit;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Letters;
using Supervision.Letters.Cases;
using Supervision.Log;

namespace Supervision.Escalations.Court;

/// <summary>The whole of a case, for a court: what was done, by whom and why, and who read it.</summary>
/// <param name="Asked">Who asked for it, in which roles, and what for.</param>
/// <param name="Standing">How the case stands.</param>
/// <param name="Actions">Every fact of the case, in order.</param>
/// <param name="Effects">What it meant for the history of the referent.</param>
/// <param name="Readings">Everybody who was shown something of the case, in order.</param>
public sealed record CourtFile(
    EscalationId Id,
    string Name,
    DateTimeOffset MadeAt,
    BundleAsked Asked,
    CourtStanding Standing,
    ImmutableArray<CourtEvent> Actions,
    ImmutableArray<CourtEvent> Effects,
    ImmutableArray<(CourtEvent Event, DossierRead Read)> Readings,
    ImmutableArray<(CaseLetterKind Kind, Letter Letter)> Letters)
{
    /// <summary>The name of the form in which it is written.</summary>
    public const string FormatName = "supervision-case-file/1";

    /// <summary>Facts of one case, and readings of it, that one file holds.</summary>
    public const int EventsMax = 10_000;
}

/// <summary>How a case stands: why it was opened, what came of it, its clocks and its evidence.</summary>
public sealed record CourtStanding(
    EscalationState State,
    EscalationGround Ground,
    string Reason,
    string? ModelHash,
    string? Reference,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    EscalationOutcome? Outcome,
    string? Assignee,
    ImmutableArray<EscalationNote> Notes,
    CaseFile Work,
    ImmutableArray<CaseClock> Clocks,
    ImmutableArray<EvidenceFile> Files);

/// <summary>An event with its place in the hash chain.</summary>
/// <param name="Digest">Of its content, in hexadecimal.</param>
/// <param name="Link">Of the chain up to and with it, in hexadecimal.</param>
public sealed record CourtEvent(LoggedEvent Logged, string Digest, string Link);
