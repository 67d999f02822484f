using System.Collections.Immutable;

namespace Supervision.Escalations.Terms;

/// <summary>How the clocks of a case follow its facts.</summary>
public static class CaseClocks
{
    /// <summary>The clocks after a fact.</summary>
    public static ImmutableArray<CaseClock> After(
        ImmutableArray<CaseClock> clocks, EscalationFact happened, DateTimeOffset at) => happened switch
        {
            EscalationOpened opened => [CaseClock.Of(FirstOf(opened), EscalationOpened.HourOf(at))],
            EscalationInformationAsked asked => clocks.Add(CaseClock.Of(asked.Clock, at)),
            EscalationInformationGot got => clocks.Met(
                clock => clock.Id == IdOf(ClockKind.Information, got.RequestId), at),
            EscalationReadingDrawn drawn => clocks.Add(CaseClock.Of(drawn.Clock, at)),
            EscalationJudgedAgain => clocks.Met(clock => clock.Kind == ClockKind.SecondReading, at),
            EscalationIntentAnnounced announced => [
                .. clocks.Met(clock => clock.Kind == ClockKind.FollowUp, at),
                .. announced.Clocks.Select(start => CaseClock.Of(start, at))],
            EscalationReplyReceived => clocks.Met(clock => clock.Kind == ClockKind.Reply, at),
            EscalationIntentWithdrawn withdrawn =>
                clocks.Stopped(clock => clock.Kind is ClockKind.Reply or ClockKind.Decision, at)
                    .Add(CaseClock.Of(withdrawn.Clock, at)),
            EscalationDecided decided => [
                .. clocks.Met(clock => clock.Kind == ClockKind.Decision, at),
                .. decided.Clocks.Select(start => CaseClock.Of(start, at))],
            EscalationObjectionFiled filed =>
                clocks.Met(clock => clock.Kind == ClockKind.Objection, at).Add(CaseClock.Of(filed.Clock, at)),
            EscalationObjectionDecided decided => clocks
                .Met(clock => clock.Kind == ClockKind.ObjectionDecision, at)
                .Stopped(
                    clock => clock.Kind == ClockKind.Suspension && decided.Outcome == Facts.ObjectionOutcome.Upheld,
                    at),
            EscalationClosed => clocks.Met(clock => clock.Kind == ClockKind.FollowUp, at).Stopped(_ => true, at),
            EscalationDeadlineNear => clocks.Change(Lasting, clock => clock with { Warned = true }),
            EscalationOverdue => clocks.Change(Lasting, clock => clock with { State = ClockState.Breached }),
            EscalationClockNear near => clocks.Change(
                clock => clock.Id == near.ClockId, clock => clock with { Warned = true }),
            EscalationClockBreached breached => clocks.Change(
                clock => clock.Id == breached.ClockId, clock => clock with { State = ClockState.Breached }),
            EscalationClockLapsed lapsed => clocks.Change(
                clock => clock.Id == lapsed.ClockId,
                clock => clock with { State = ClockState.Lapsed, EndedAt = at }),
            EscalationClockExtended extended => clocks.Change(
                clock => clock.Id == extended.ClockId,
                clock => clock with
                {
                    WarnAt = extended.WarnAt,
                    DueAt = extended.DueAt,
                    ExtendedFrom = clock.DueAt,
                    Extensions = checked(clock.Extensions + 1),
                    Warned = false,
                }),
            _ => clocks,
        };

    public static string IdOf(ClockKind kind, string key) => $"{Facts.ClosedList<ClockKind>.WordFor(kind)}/{key}";

    /// <summary>The clock that every case begins with.</summary>
    public static ClockStart FirstOf(EscalationOpened opened) =>
        new(IdOf(ClockKind.FollowUp, "1"), ClockKind.FollowUp, opened.WarnAt, opened.DueAt);

    /// <summary>Of several clocks of follow-up, after an intent was withdrawn, only the last has not ended.</summary>
    private static bool Lasting(CaseClock clock) => clock.Kind == ClockKind.FollowUp && clock.EndedAt is null;

    /// <summary>What was waited for came; a clock that was breached before stays so.</summary>
    private static ImmutableArray<CaseClock> Met(
        this ImmutableArray<CaseClock> clocks, Func<CaseClock, bool> which, DateTimeOffset at) =>
        clocks.Change(
            clock => clock.EndedAt is null && which(clock),
            clock => clock with { State = clock.Runs ? ClockState.Met : clock.State, EndedAt = at });

    private static ImmutableArray<CaseClock> Stopped(
        this ImmutableArray<CaseClock> clocks, Func<CaseClock, bool> which, DateTimeOffset at) =>
        clocks.Change(
            clock => clock.EndedAt is null && which(clock),
            clock => clock with { State = clock.Runs ? ClockState.Stopped : clock.State, EndedAt = at });

    private static ImmutableArray<CaseClock> Change(
        this ImmutableArray<CaseClock> clocks, Func<CaseClock, bool> which, Func<CaseClock, CaseClock> change) =>
        [.. clocks.Select(clock => which(clock) ? change(clock) : clock)];
}
