using System.Collections.Immutable;
using System.Diagnostics;
using Supervision.Escalations.Terms;

namespace Supervision.Escalations;

/// <summary>How the state of a case follows its facts; the case itself and the list both keep to it.</summary>
public static class EscalationStates
{
    /// <param name="isJudged">Whether it had been judged before.</param>
    /// <param name="clocks">As they are after the fact.</param>
    public static EscalationState After(
        EscalationState state, bool isJudged, ImmutableArray<CaseClock> clocks, EscalationFact happened) =>
        happened switch
        {
            EscalationOpened => EscalationState.Opened,
            EscalationTaken or EscalationAssigned => isJudged ? state : EscalationState.Taken,
            EscalationReleased => isJudged ? state : EscalationState.Opened,
            EscalationJudged => EscalationState.UnderInvestigation,
            EscalationInformationAsked => EscalationState.AwaitingInformation,
            EscalationInformationGot => state == EscalationState.AwaitingInformation ? Looking(clocks) : state,
            EscalationIntentAnnounced => EscalationState.AwaitingReply,
            EscalationReplyReceived => EscalationState.AwaitingDecision,
            EscalationIntentWithdrawn => Looking(clocks),
            EscalationDecisionProposed => EscalationState.DecisionProposed,
            EscalationDecisionRejected => EscalationState.AwaitingDecision,
            EscalationDecided => EscalationState.Decided,
            EscalationObjectionFiled => EscalationState.UnderObjection,
            EscalationObjectionDecided => EscalationState.ObjectionDecided,
            EscalationClosed => EscalationState.Closed,
            EscalationClockLapsed lapsed => AfterLapse(state, clocks, lapsed),
            EscalationNoted or EscalationSnoozed or EscalationDeadlineNear or EscalationOverdue
                or EscalationFindingRecorded or EscalationReadingDrawn or EscalationReadingTaken
                or EscalationJudgedAgain or EscalationDifferenceSettled or EscalationReturned
                or EscalationClockNear or EscalationClockBreached
                or EscalationClockExtended or EscalationFileAdded or EscalationFileSealed => state,
            _ => throw new UnreachableException($"No rule to evolve an escalation by {happened.GetType().Name}."),
        };

    private static EscalationState AfterLapse(
        EscalationState state, ImmutableArray<CaseClock> clocks, EscalationClockLapsed lapsed) =>
        (state, clocks.FirstOrDefault(clock => clock.Id == lapsed.ClockId)?.Kind) switch
        {
            (EscalationState.AwaitingInformation, ClockKind.Information) => Looking(clocks),
            (EscalationState.AwaitingReply, ClockKind.Reply) => EscalationState.AwaitingDecision,
            _ => state,
        };

    private static EscalationState Looking(ImmutableArray<CaseClock> clocks) =>
        clocks.Any(clock => clock.Kind == ClockKind.Information && clock.Runs)
            ? EscalationState.AwaitingInformation
            : EscalationState.UnderInvestigation;
}
