using System.Collections.Immutable;
using Supervision.Facts;

namespace Supervision.Escalations;

/// <summary>The closed set of facts about escalations: the name of each, and its canonical JSON.</summary>
public static class EscalationFactTypes
{
    private static readonly FactSet<EscalationFact> Kinds = new(
    [
        Of<EscalationOpened>("opened"),
        Of<EscalationTaken>("taken"),
        Of<EscalationReleased>("released"),
        Of<EscalationNoted>("noted"),
        Of<EscalationClosed>("closed"),
        Of<EscalationDeadlineNear>("deadline-near"),
        Of<EscalationOverdue>("overdue"),
        Of<EscalationAssigned>("assigned"),
        Of<EscalationJudged>("judged"),
        Of<EscalationSnoozed>("snoozed"),
        Of<EscalationReadingDrawn>("second-reading-drawn"),
        Of<EscalationReadingTaken>("second-reading-taken"),
        Of<EscalationJudgedAgain>("judged-again"),
        Of<EscalationDifferenceSettled>("difference-settled"),
        Of<EscalationFindingRecorded>("finding-recorded"),
        Of<EscalationInformationAsked>("information-asked"),
        Of<EscalationInformationGot>("information-got"),
        Of<EscalationReturned>("returned"),
        Of<EscalationIntentAnnounced>("intent-announced"),
        Of<EscalationReplyReceived>("reply-received"),
        Of<EscalationIntentWithdrawn>("intent-withdrawn"),
        Of<EscalationDecisionProposed>("decision-proposed"),
        Of<EscalationDecisionRejected>("decision-rejected"),
        Of<EscalationDecided>("decided"),
        Of<EscalationObjectionFiled>("objection-filed"),
        Of<EscalationObjectionDecided>("objection-decided"),
        Of<EscalationClockNear>("clock-near"),
        Of<EscalationClockBreached>("clock-breached"),
        Of<EscalationClockLapsed>("clock-lapsed"),
        Of<EscalationClockExtended>("clock-extended"),
        Of<EscalationFileAdded>("file-added"),
        Of<EscalationFileSealed>("file-sealed"),
    ]);

    /// <summary>The names, in the order in which an episode goes.</summary>
    public static ImmutableArray<string> Names { get; } = Kinds.Names;

    /// <summary>The records, in the same order.</summary>
    public static ImmutableArray<Type> Records { get; } = Kinds.Records;

    /// <summary>Whether what such an event says is in no export: what a file is sealed with.</summary>
    public static bool IsSecret(string type) => type == SealedName;

    public static string NameOf(EscalationFact fact) => NameOf(fact.GetType());

    public static string NameOf(Type record) => Kinds.NameOf(record);

    /// <summary>The <c>data</c> of an event for a fact, in canonical JSON (RFC 8785).</summary>
    public static byte[] Write(EscalationFact fact) => Kinds.Write(fact);

    /// <summary>The fact in the <c>data</c> of an event.</summary>
    /// <exception cref="FormatException">No such type, or the data are not of it.</exception>
    public static EscalationFact Read(string type, ReadOnlySpan<byte> data) => Kinds.Read(type, data);

    private static readonly string SealedName = NameOf(typeof(EscalationFileSealed));

    private static FactKind Of<TFact>(string name)
        where TFact : EscalationFact =>
        FactKind.Of<TFact>($"supervision.escalation.{name}.v1", EscalationJsonOptions.Canonical);
}
