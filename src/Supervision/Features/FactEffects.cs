using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Facts;

namespace Supervision.Features;

/// <summary>What one fact does to the state, and how it is taken back: the same with the other sign.</summary>
internal static class FactEffects
{
    /// <summary>Items of one kind that a referent may have.</summary>
    public const int ItemsMax = 10_000;

    /// <summary>Months of payroll that a referent may have within memory, over all its stays.</summary>
    public const int PayrollsMax = 120_000;

    /// <summary>Months of payroll of one stay; twenty years.</summary>
    public const int PayrollsPerStayMax = 240;

    /// <summary>No event is later; beyond it calendar arithmetic would leave the calendar.</summary>
    private static readonly int LastDay = DateOnly.MaxValue.DayNumber - 10_000;

    public static int DayOf(DateTimeOffset time) =>
        Math.Min((int)(time.UtcTicks / TimeSpan.TicksPerDay), LastDay);

    /// <summary>Whether the state has room for the fact.</summary>
    public static bool HasRoom(FoldState state, Fact fact)
    {
        if (fact is RecognitionGranted or RecognitionSuspended or RecognitionResumed or RecognitionWithdrawn
            or FinanceObserved)
            return state.Marks.Count < MarkList.CountMax;

        if (fact is PayrollObserved payroll)
        {
            var months = 0;
            foreach (ref readonly var claim in state.Items.Of(ItemKey.OfStay(payroll.StayId)))
                months += claim.Kind == ClaimKind.Paid ? 1 : 0;

            return months < PayrollsPerStayMax && state.Items.HasRoom(ClaimKind.Paid, PayrollsMax);
        }

        return KindOf(fact) is not { } kind || state.Items.HasRoom(kind, ItemsMax);
    }

    /// <summary>Adds the fact (sign 1) or takes it back (sign -1).</summary>
    public static void Apply(FoldState state, Fact fact, DateTimeOffset time, long offset, int sign)
    {
        var day = DayOf(time);
        state.Begin();
        if (IsObservation(fact))
            state.Emit(SeriesKind.Observations, day, sign);

        Apply(state, fact, day, time, offset, sign);
        state.Settle();
    }

    private static void Apply(FoldState state, Fact fact, int day, DateTimeOffset time, long offset, int sign)
    {
        switch (fact)
        {
            case ReferentRegistered registered:
                if (sign > 0)
                    state.Register.Add(time.UtcTicks, offset, registered);
                else
                    state.Register.Remove(offset);
                break;
            case ReferentRegistryChanged:
                state.Emit(SeriesKind.RegistryChanges, day, sign, offset);
                break;
            case RecognitionGranted granted:
                Recognise(state, granted.Purpose, RecognitionMark.Granted, time, offset, sign);
                break;
            case RecognitionSuspended suspended:
                Recognise(state, suspended.Purpose, RecognitionMark.Suspended, time, offset, sign);
                break;
            case RecognitionResumed resumed:
                Recognise(state, resumed.Purpose, RecognitionMark.Resumed, time, offset, sign);
                break;
            case RecognitionWithdrawn withdrawn:
                Recognise(state, withdrawn.Purpose, RecognitionMark.Withdrawn, time, offset, sign);
                break;
            case ApplicationSubmitted submitted:
                state.Emit(SeriesKind.ApplicationsSubmitted, day, sign, offset);
                if (submitted.Criterion is { } criterion and not SalaryCriterion.None)
                    StayEffects.Submitted(state, Claim(ItemKey.OfApplication(submitted.ApplicationId),
                        ClaimKind.Submitted, value: (ulong)criterion), sign);
                break;
            case ApplicationDecided decided:
                Decide(state, decided, day, offset, sign);
                break;
            case DutyNotified notified:
                Notify(state, notified, day, offset, sign);
                break;
            case FinanceObserved finance:
                state.Mark(new Mark(MarkTrack.TaxArrears + (byte)finance.Kind, (byte)finance.State,
                    finance.AsOf.DayNumber, time.UtcTicks, offset), sign);
                break;
            case SignalReceived signal:
                state.Emit(SeriesKind.Signals, day, sign, offset);
                state.Emit(SeriesKind.SignalWeight, day, sign * Decay.SignalWeight(signal.Reliability));
                break;
            case CheckCompleted check:
                state.Emit(SeriesKind.ChecksCompleted, day, sign, offset);
                Find(state, check.Findings, day, offset, sign);
                break;
            case EscalationConcluded escalation:
                Find(state, escalation.Findings, day, offset, sign);
                break;
            default:
                ApplyItem(state, fact, day, offset, sign);
                break;
        }

        Claim Claim(ulong key, ClaimKind kind, ulong value) => new(key, offset, value, day, 0, kind, 0);
    }

    private static void ApplyItem(FoldState state, Fact fact, int day, long offset, int sign)
    {
        switch (fact)
        {
            case StayStarted started:
                StayEffects.Bounded(state, Claim(ItemKey.OfStay(started.StayId), ClaimKind.Started,
                    Application(started.ApplicationId), started.On.DayNumber), sign);
                break;
            case StayEnded ended:
                var reason = ended.Reason is { } given ? (byte)given + 1 : 0;
                StayEffects.Bounded(state, Claim(ItemKey.OfStay(ended.StayId), ClaimKind.Ended,
                    Application(ended.ApplicationId), ended.On.DayNumber, (byte)reason), sign);
                break;
            case PayrollObserved payroll:
                var month = payroll.Month.FirstDay;
                var last = month.DayNumber + DateTime.DaysInMonth(month.Year, month.Month) - 1;
                StayEffects.Paid(state, Claim(ItemKey.OfStay(payroll.StayId), ClaimKind.Paid,
                    (ulong)payroll.PaidCents, last), sign);
                break;
            case InformationRequested requested:
                RequestEffects.Changed(state, Claim(ItemKey.OfRequest(requested.RequestId), ClaimKind.Requested,
                    about: requested.DueOn.DayNumber), sign);
                break;
            case InformationReceived received:
                RequestEffects.Changed(state, Claim(ItemKey.OfRequest(received.RequestId), ClaimKind.Received,
                    detail: received.Complete ? (byte)1 : (byte)0), sign);
                break;
            case MeasureImposed imposed:
                MeasureEffects.Changed(state, Claim(ItemKey.OfMeasure(imposed.MeasureId), ClaimKind.Imposed,
                    detail: (byte)imposed.Kind), sign);
                break;
            case MeasureLapsed lapsed:
                MeasureEffects.Changed(state, Claim(ItemKey.OfMeasure(lapsed.MeasureId), ClaimKind.Lapsed), sign);
                break;
            case ObjectionFiled filed:
                MeasureEffects.Filed(state, Claim(ItemKey.OfObjection(filed.ObjectionId), ClaimKind.Filed,
                    ItemKey.OfMeasure(filed.MeasureId)), sign);
                break;
            case ObjectionDecided decided:
                MeasureEffects.Decided(state, Claim(ItemKey.OfObjection(decided.ObjectionId), ClaimKind.Decided,
                    detail: (byte)decided.Outcome), sign);
                break;
            case CheckPlanned:
                // That we mean to look at a referent says nothing about it.
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"No rule to fold a {fact.GetType().Name}.");
        }

        Claim Claim(ulong key, ClaimKind kind, ulong value = 0, int about = 0, byte detail = 0) =>
            new(key, offset, value, day, about, kind, detail);
    }

    private static ulong Application(string? id) => id is null ? 0 : ItemKey.OfApplication(id);

    private static void Recognise(
        FoldState state, Purpose purpose, RecognitionMark mark, DateTimeOffset time, long offset, int sign) =>
        state.Mark(new Mark((MarkTrack)purpose, (byte)mark, DayOf(time), time.UtcTicks, offset), sign);

    private static void Decide(FoldState state, ApplicationDecided decided, int day, long offset, int sign)
    {
        state.Emit(SeriesKind.ApplicationsDecided, day, sign);
        var kind = decided.Outcome switch
        {
            ApplicationOutcome.Refused => SeriesKind.ApplicationsRefused,
            ApplicationOutcome.Withdrawn => SeriesKind.ApplicationsWithdrawn,
            ApplicationOutcome.PartlyGranted => SeriesKind.ApplicationsPartlyGranted,
            _ => (SeriesKind?)null,
        };
        if (kind is { } counted)
            state.Emit(counted, day, sign, offset);

        if (decided.Outcome is ApplicationOutcome.Granted or ApplicationOutcome.PartlyGranted
            && decided.GrantedCount is not 0)
            state.Emit(SeriesKind.ApplicationsGranted, day, sign, offset);
    }

    private static void Notify(FoldState state, DutyNotified notified, int day, long offset, int sign)
    {
        if (DutyTerms.Days(notified.Duty, notified.OccurredOn) is not { } term)
            return;

        var delay = Math.Max(notified.NotifiedOn.DayNumber - notified.OccurredOn.DayNumber, 0);
        state.Emit(SeriesKind.Notifications, day, sign);
        if (delay > term)
            state.Emit(SeriesKind.NotificationsLate, day, sign, offset);

        var weeks = Math.Min(delay / 7, FeatureValues.DelayWeeksMax);
        state.Emit(SeriesKind.NotificationsByDelay + (byte)weeks, day, sign);
    }

    private static void Find(
        FoldState state, ImmutableArray<Finding> findings, int day, long offset, int sign)
    {
        if (findings.IsDefaultOrEmpty)
            return;

        Span<int> counts = stackalloc int[3];
        foreach (var finding in findings)
        {
            if (finding.Breach)
                counts[(int)finding.Severity]++;
        }

        for (var severity = 0; severity < counts.Length; severity++)
            state.Emit(SeriesKind.FindingsMinor + (byte)severity, day, sign * counts[severity], offset);
    }

    private static ClaimKind? KindOf(Fact fact) => fact switch
    {
        ApplicationSubmitted { Criterion: not (null or SalaryCriterion.None) } => ClaimKind.Submitted,
        StayStarted => ClaimKind.Started,
        StayEnded => ClaimKind.Ended,
        InformationRequested => ClaimKind.Requested,
        InformationReceived => ClaimKind.Received,
        MeasureImposed => ClaimKind.Imposed,
        MeasureLapsed => ClaimKind.Lapsed,
        ObjectionFiled => ClaimKind.Filed,
        ObjectionDecided => ClaimKind.Decided,
        _ => null,
    };

    /// <summary>
    /// Whether it counts as evidence. That we looked, or asked in a case, and found no breach does not: a referent that
    /// was checked and found clean would else come to have a level sooner than one that was not.
    /// </summary>
    private static bool IsObservation(Fact fact) => fact switch
    {
        CheckCompleted check => Finding.AnyBreach(check.Findings),
        EscalationConcluded escalation => Finding.AnyBreach(escalation.Findings),
        InformationRequested requested => !IsOfCase(requested.RequestId),
        InformationReceived received => !IsOfCase(received.RequestId),
        _ => fact is ApplicationSubmitted or ApplicationDecided or StayStarted or StayEnded or DutyNotified
            or PayrollObserved or FinanceObserved or SignalReceived or MeasureImposed,
    };

    /// <summary>Whether a request was made in a case, which gives it an id of its own.</summary>
    private static bool IsOfCase(string requestId) =>
        requestId.IndexOf('/', StringComparison.Ordinal) is var end and > 0
        && EscalationId.TryParse(requestId[..end], null, out _);
}

/// <summary>What a mark of a recognition says. The numbers are in snapshots: never reuse one.</summary>
internal enum RecognitionMark : byte
{
    Granted = 1,
    Suspended = 2,
    Resumed = 3,
    Withdrawn = 4,
}
