using System.Collections.Immutable;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Facts;

namespace Supervision.Escalations.Casework;

/// <summary>Something that a person wants to do with a case. The closed set of casework.</summary>
[GenerateSerializer, Immutable, Alias("case-command")]
public abstract record CaseCommand([property: Id(0)] int Episode, [property: Id(1)] CaseActor By)
{
    /// <summary>How long the keys that officers choose may be: they are part of ids in the history.</summary>
    public const int KeyLengthMax = 20;
    public const int TextLengthMax = 4_000;
    public const int FindingsMax = 50;
    public const int RequestsMax = 20;
    public const int DecisionsMax = 10;
    public const int IntentsMax = 10;
    public const int WrongFactsMax = 50;
}

/// <summary>Records what the officer thinks, before the ground of the case is shown.</summary>
[GenerateSerializer, Immutable, Alias("judge-case")]
public sealed record JudgeCase(
    int Episode, CaseActor By, [property: Id(0)] Judgement Judgement, [property: Id(1)] string Text)
    : CaseCommand(Episode, By);

/// <summary>Somebody who has not seen more than the first officer had reads the case.</summary>
[GenerateSerializer, Immutable, Alias("take-reading")]
public sealed record TakeReading(int Episode, CaseActor By) : CaseCommand(Episode, By);

/// <summary>Records what that officer thinks.</summary>
[GenerateSerializer, Immutable, Alias("judge-again")]
public sealed record JudgeAgain(
    int Episode, CaseActor By, [property: Id(0)] Judgement Judgement, [property: Id(1)] string Text)
    : CaseCommand(Episode, By);

/// <summary>A lead settles two judgements that differ.</summary>
[GenerateSerializer, Immutable, Alias("settle-difference")]
public sealed record SettleDifference(
    int Episode, CaseActor By, [property: Id(0)] Judgement Judgement, [property: Id(1)] string Reason)
    : CaseCommand(Episode, By);

/// <summary>A lead, or the officer who has the case, gives it to another officer.</summary>
/// <param name="OnlyIfFree">Takes it away from nobody.</param>
[GenerateSerializer, Immutable, Alias("assign-case")]
public sealed record AssignCase(
    int Episode, CaseActor By, [property: Id(0)] string Officer, [property: Id(1)] bool OnlyIfFree = false)
    : CaseCommand(Episode, By);

/// <summary>A lead, or the officer who has the case, puts it aside until a moment. Its clocks go on.</summary>
[GenerateSerializer, Immutable, Alias("snooze-case")]
public sealed record SnoozeCase(
    int Episode, CaseActor By, [property: Id(0)] DateTimeOffset Until, [property: Id(1)] string Reason)
    : CaseCommand(Episode, By);

/// <summary>Records a finding about one duty.</summary>
[GenerateSerializer, Immutable, Alias("record-finding")]
public sealed record RecordFinding(int Episode, CaseActor By, [property: Id(0)] CaseFinding Finding)
    : CaseCommand(Episode, By);

/// <summary>Asks the referent for information.</summary>
[GenerateSerializer, Immutable, Alias("ask-information")]
public sealed record AskInformation(
    int Episode, CaseActor By, [property: Id(0)] string RequestId, [property: Id(1)] string Text)
    : CaseCommand(Episode, By);

/// <summary>Records that an answer came.</summary>
[GenerateSerializer, Immutable, Alias("record-answer")]
public sealed record RecordAnswer(
    int Episode, CaseActor By, [property: Id(0)] string RequestId, [property: Id(1)] bool Complete)
    : CaseCommand(Episode, By);

/// <summary>Returns the case because facts that it rests on are wrong, which are retracted.</summary>
[GenerateSerializer, Immutable, Alias("return-wrong-data")]
public sealed record ReturnWrongData(
    int Episode, CaseActor By, [property: Id(0)] string Reason, [property: Id(1)] ImmutableArray<WrongFact> Facts)
    : CaseCommand(Episode, By);

/// <summary>Announces a measure, to which the referent may reply.</summary>
[GenerateSerializer, Immutable, Alias("announce-intent")]
public sealed record AnnounceIntent(
    int Episode, CaseActor By, [property: Id(0)] IntendedMeasure Measure, [property: Id(1)] string Text)
    : CaseCommand(Episode, By);

/// <summary>Records the reply of the referent.</summary>
[GenerateSerializer, Immutable, Alias("record-reply")]
public sealed record RecordReply(int Episode, CaseActor By, [property: Id(0)] string Text) : CaseCommand(Episode, By);

/// <summary>Takes an announced intent back.</summary>
[GenerateSerializer, Immutable, Alias("withdraw-intent")]
public sealed record WithdrawIntent(int Episode, CaseActor By, [property: Id(0)] string Reason)
    : CaseCommand(Episode, By);

/// <summary>Decides, or proposes a decision where the measure takes two people.</summary>
[GenerateSerializer, Immutable, Alias("propose-decision")]
public sealed record ProposeDecision(
    int Episode,
    CaseActor By,
    [property: Id(0)] string DecisionId,
    [property: Id(1)] IntendedMeasure Measure,
    [property: Id(2)] EscalationGround Ground,
    [property: Id(3)] string Reasons) : CaseCommand(Episode, By);

/// <summary>The second person takes the decision that was proposed.</summary>
[GenerateSerializer, Immutable, Alias("confirm-decision")]
public sealed record ConfirmDecision(int Episode, CaseActor By, [property: Id(0)] string DecisionId)
    : CaseCommand(Episode, By);

/// <summary>The second person does not take it.</summary>
[GenerateSerializer, Immutable, Alias("reject-decision")]
public sealed record RejectDecision(
    int Episode, CaseActor By, [property: Id(0)] string DecisionId, [property: Id(1)] string Reason)
    : CaseCommand(Episode, By);

/// <summary>Records an objection to the decision.</summary>
[GenerateSerializer, Immutable, Alias("file-objection")]
public sealed record FileObjection(
    int Episode, CaseActor By, [property: Id(0)] string ObjectionId, [property: Id(1)] DateOnly ReceivedOn)
    : CaseCommand(Episode, By);

/// <summary>Decides on the objection.</summary>
[GenerateSerializer, Immutable, Alias("decide-objection")]
public sealed record DecideObjection(
    int Episode,
    CaseActor By,
    [property: Id(0)] string ObjectionId,
    [property: Id(1)] ObjectionOutcome Outcome,
    [property: Id(2)] string Reasons,
    [property: Id(3)] long? AmountCents) : CaseCommand(Episode, By);

/// <summary>Extends a clock, once per end that it had.</summary>
/// <param name="DueAt">The end that it has now: a retry, which names the end before, extends nothing.</param>
[GenerateSerializer, Immutable, Alias("extend-clock")]
public sealed record ExtendClock(
    int Episode,
    CaseActor By,
    [property: Id(0)] string ClockId,
    [property: Id(1)] DateTimeOffset DueAt,
    [property: Id(2)] string Reason) : CaseCommand(Episode, By);

/// <summary>An event of the referent that is wrong.</summary>
[GenerateSerializer, Immutable, Alias("wrong-fact")]
public readonly record struct WrongFact(
    [property: Id(0)] string Source, [property: Id(1)] string Id, [property: Id(2)] CorrectionReason Reason);

/// <summary>Makes a file that was taken in evidence.</summary>
/// <param name="File">As it rests; who and when are not taken from it.</param>
[GenerateSerializer, Immutable, Alias("add-file")]
public sealed record AddFile(int Episode, CaseActor By, [property: Id(0)] EvidenceFile File)
    : CaseCommand(Episode, By);
