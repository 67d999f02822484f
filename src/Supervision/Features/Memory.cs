using Supervision.Facts;

namespace Supervision.Features;

/// <summary>What a fold still knows of single events, and what it lets go of so as not to grow for ever.</summary>
internal static class Memory
{
    /// <summary>Below this many claims forgetting is not worth the look.</summary>
    private const int ClaimsMin = 64;

    /// <summary>Whether the fact of an event is in the state and can be taken back.</summary>
    public static bool Holds(FoldState state, Fact fact, DateTimeOffset time, long offset)
    {
        return fact switch
        {
            ApplicationSubmitted { Criterion: not (null or SalaryCriterion.None) } submitted =>
                Claims(ItemKey.OfApplication(submitted.ApplicationId), ClaimKind.Submitted),
            StayStarted started => Claims(ItemKey.OfStay(started.StayId), ClaimKind.Started),
            StayEnded ended => Claims(ItemKey.OfStay(ended.StayId), ClaimKind.Ended),
            PayrollObserved payroll => Claims(ItemKey.OfStay(payroll.StayId), ClaimKind.Paid),
            InformationRequested requested => Claims(ItemKey.OfRequest(requested.RequestId), ClaimKind.Requested),
            InformationReceived received => Claims(ItemKey.OfRequest(received.RequestId), ClaimKind.Received),
            MeasureImposed imposed => Claims(ItemKey.OfMeasure(imposed.MeasureId), ClaimKind.Imposed),
            MeasureLapsed lapsed => Claims(ItemKey.OfMeasure(lapsed.MeasureId), ClaimKind.Lapsed),
            ObjectionFiled filed => Claims(ItemKey.OfObjection(filed.ObjectionId), ClaimKind.Filed),
            ObjectionDecided decided => Claims(ItemKey.OfObjection(decided.ObjectionId), ClaimKind.Decided),
            RecognitionGranted or RecognitionSuspended or RecognitionResumed or RecognitionWithdrawn
                or FinanceObserved => state.Marks.HasAny(time.UtcTicks, offset),
            _ => true,
        };

        bool Claims(ulong key, ClaimKind kind)
        {
            foreach (ref readonly var claim in state.Items.Of(key))
            {
                if (claim.Kind == kind && claim.Offset == offset)
                    return true;
            }

            return false;
        }
    }

    /// <summary>When the claims are about to outgrow their room, forgets the items that can matter no more.</summary>
    public static void LetGo(FoldState state)
    {
        if (state.KeepsAll)
            return;

        if (state.Marks.IsFull)
            state.Marks.LetGo(state.Horizon);

        if (!state.Items.IsFull || state.Items.Count < ClaimsMin)
            return;

        var kept = Kept(state);
        var payrollHorizon = state.Horizon;
        state.Items.RemoveAll(claim => !kept.Contains(claim.Key)
            || (claim.Kind == ClaimKind.Paid && claim.Day <= payrollHorizon
                && !IsPayrollExpectedAfter(state, claim.Key, payrollHorizon)));
    }

    private static bool IsPayrollExpectedAfter(FoldState state, ulong stay, int day) =>
        state.Items.TryLatest(stay, ClaimKind.Started, out var started)
        && started.Day + StayEffects.PayrollDays + StayEffects.CohortDays > day;

    /// <summary>Items that are not finished, or were not so long ago, and those that they name.</summary>
    private static HashSet<ulong> Kept(FoldState state)
    {
        var horizon = state.ItemHorizon;
        var claims = state.Items.All;
        HashSet<ulong> kept = [];
        foreach (ref readonly var claim in claims)
        {
            var isRecent = claim.EventDay > horizon || (claim.Kind != ClaimKind.Requested && claim.Day > horizon);
            if (isRecent || IsOpen(state, claim))
                kept.Add(claim.Key);
        }

        foreach (ref readonly var claim in claims)
        {
            if (claim.Kind == ClaimKind.StayLink && kept.Contains(claim.Value))
                kept.Add(claim.Key);
        }

        return kept;
    }

    private static bool IsOpen(FoldState state, in Claim claim)
    {
        if (claim.Kind == ClaimKind.Started)
            return !state.Items.TryLatest(claim.Key, ClaimKind.Ended, out _);

        if (claim.Kind != ClaimKind.Requested)
            return false;

        foreach (ref readonly var other in state.Items.Of(claim.Key))
        {
            if (other.Kind == ClaimKind.Received && other.Detail != 0)
                return false;
        }

        return true;
    }
}
