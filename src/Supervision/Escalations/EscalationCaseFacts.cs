using System.Collections.Immutable;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Escalations.Terms;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>The case was given to an officer by a lead, or handed over.</summary>
public sealed record EscalationAssigned(int Episode, string Officer, string By, DateTimeOffset LockedUntil)
    : EscalationFact(Episode);

/// <summary>The case was put aside until a moment; nobody need look at it before.</summary>
public sealed record EscalationSnoozed(
    int Episode, string Officer, DateTimeOffset Until, string Reason, DateTimeOffset LockedUntil)
    : EscalationFact(Episode);

/// <summary>An officer judged the case without having seen why it was opened.</summary>
public sealed record EscalationJudged(int Episode, string Officer, Judgement Judgement, string Text)
    : EscalationFact(Episode);

/// <summary>Something was found about a duty.</summary>
public sealed record EscalationFindingRecorded(int Episode, string Officer, CaseFinding Finding)
    : EscalationFact(Episode);

/// <summary>The referent was asked for information, within a term.</summary>
public sealed record EscalationInformationAsked(
    int Episode, string Officer, string RequestId, string Text, ClockStart Clock) : EscalationFact(Episode);

/// <summary>An answer came.</summary>
public sealed record EscalationInformationGot(int Episode, string Officer, string RequestId, bool Complete)
    : EscalationFact(Episode);

/// <summary>Facts that the case rests on were found wrong; they are retracted with it.</summary>
public sealed record EscalationReturned(
    int Episode, string Officer, string Reason, ImmutableArray<WrongFact> Facts) : EscalationFact(Episode);

/// <summary>A measure was announced; the referent may reply within a term.</summary>
public sealed record EscalationIntentAnnounced(
    int Episode, string Officer, IntendedMeasure Measure, string Text, ImmutableArray<ClockStart> Clocks)
    : EscalationFact(Episode);

/// <summary>The referent replied.</summary>
public sealed record EscalationReplyReceived(int Episode, string Officer, string Text) : EscalationFact(Episode);

/// <summary>The announced measure was taken back.</summary>
public sealed record EscalationIntentWithdrawn(int Episode, string Officer, string Reason, ClockStart Clock)
    : EscalationFact(Episode);

/// <summary>A decision waits for a second person.</summary>
public sealed record EscalationDecisionProposed(
    int Episode, string Officer, string DecisionId, IntendedMeasure Measure, EscalationGround Ground, string Reasons)
    : EscalationFact(Episode);

/// <summary>The second person did not take the decision.</summary>
public sealed record EscalationDecisionRejected(int Episode, string Officer, string DecisionId, string Reason)
    : EscalationFact(Episode);

/// <summary>A decision was taken, by one person or by two.</summary>
/// <param name="Officer">Who proposed it.</param>
/// <param name="SecondOfficer">Who confirmed it; null when one person was enough.</param>
/// <param name="Findings">The breaches that it is for.</param>
public sealed record EscalationDecided(
    int Episode,
    string Officer,
    string DecisionId,
    IntendedMeasure Measure,
    EscalationGround Ground,
    string Reasons,
    ImmutableArray<CaseFinding> Findings,
    ImmutableArray<ClockStart> Clocks,
    string? SecondOfficer = null) : EscalationFact(Episode);

/// <summary>The referent objected.</summary>
public sealed record EscalationObjectionFiled(
    int Episode, string Officer, string ObjectionId, DateOnly ReceivedOn, ClockStart Clock) : EscalationFact(Episode);

/// <summary>The objection was decided.</summary>
public sealed record EscalationObjectionDecided(
    int Episode, string Officer, string ObjectionId, ObjectionOutcome Outcome, string Reasons, long? AmountCents = null)
    : EscalationFact(Episode);

/// <summary>The end of a clock comes near.</summary>
public sealed record EscalationClockNear(int Episode, string ClockId) : EscalationFact(Episode);

/// <summary>A term of ours passed; the lead sees it.</summary>
public sealed record EscalationClockBreached(int Episode, string ClockId) : EscalationFact(Episode);

/// <summary>A term of the referent, or of a suspension, passed.</summary>
public sealed record EscalationClockLapsed(int Episode, string ClockId) : EscalationFact(Episode);

/// <summary>A clock was extended, with a reason.</summary>
public sealed record EscalationClockExtended(
    int Episode, string Officer, string ClockId, DateTimeOffset WarnAt, DateTimeOffset DueAt, string Reason)
    : EscalationFact(Episode);

/// <summary>A file became evidence in the case.</summary>
/// <param name="Sha256">Of what was sent, in hexadecimal.</param>
/// <param name="StoredAs">The name that it rests under.</param>
public sealed record EscalationFileAdded(
    int Episode, string Officer, string FileId, string Name, FileKind Kind, long Size, string Sha256, string StoredAs)
    : EscalationFact(Episode);

/// <summary>
/// What a file is sealed with. A fact of its own, so that the rest of its trail can be shown whole; and when this one
/// is erased, nobody can read the file again, in whichever copy.
/// </summary>
/// <param name="Key">In base 64.</param>
public sealed record EscalationFileSealed(int Episode, string FileId, string Key) : EscalationFact(Episode);
