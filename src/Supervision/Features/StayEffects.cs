using Supervision.Facts;

namespace Supervision.Features;

/// <summary>
/// What stays, their applications and their payroll add to the counts. Every effect is computed from the claims alone,
/// so that the order in which they came does not matter: take away, change the claims, add again.
/// </summary>
internal static class StayEffects
{
    /// <summary>By now wages of a stay must show: two full months and the month in which they are filed.</summary>
    public const int PayrollDays = 62;

    /// <summary>For how long a stay then counts among those that should have payroll.</summary>
    public const int CohortDays = 365;

    public const int HalfYearDays = 183;

    /// <summary>One stay as its claims tell it; the later claim holds where there are several.</summary>
    private readonly record struct Stay(
        int Start, long StartOffset, int End, long EndOffset, bool EndedAsMeant, SalaryCriterion Criterion)
    {
        /// <summary>Wages are compared, and expected, only where a salary criterion applies.</summary>
        public bool IsPaid => Criterion != SalaryCriterion.None;
    }

    /// <summary>When the stay counts as one that should have payroll and has none; null when never.</summary>
    public static Stretch? WithoutPayroll(FoldState state, ulong key) =>
        TryStay(state, key, out var stay) ? WithoutPayroll(state, key, stay) : null;

    public static Stretch? Running(FoldState state, ulong key) =>
        TryStay(state, key, out var stay)
            ? new Stretch(stay.Start, stay.End == int.MaxValue ? stay.End : stay.End + 1, stay.StartOffset)
            : null;

    public static void Submitted(FoldState state, in Claim claim, int sign)
    {
        var stays = LinkedStays(state, claim.Key);
        foreach (var stay in stays)
            Emit(state, stay, -1);

        Change(state, claim, sign);
        foreach (var stay in stays)
            Emit(state, stay, 1);
    }

    /// <summary>A stay started or ended.</summary>
    public static void Bounded(FoldState state, in Claim claim, int sign)
    {
        Emit(state, claim.Key, -1);
        Change(state, claim, sign);
        if (claim.Value != 0)
        {
            var link = new Claim(
                claim.Value, claim.Offset, claim.Key, claim.EventDay, 0, ClaimKind.StayLink, 0);
            Change(state, link, sign);
        }

        Emit(state, claim.Key, 1);
    }

    public static void Paid(FoldState state, in Claim claim, int sign)
    {
        var isKnown = TryStay(state, claim.Key, out var stay);
        if (isKnown)
            EmitWithoutPayroll(state, claim.Key, stay, -1);

        var changed = Change(state, claim, sign);
        if (!isKnown)
            return;

        EmitWithoutPayroll(state, claim.Key, stay, 1);
        if (changed)
            EmitComparison(state, stay, claim, sign);
    }

    private static bool Change(FoldState state, in Claim claim, int sign)
    {
        if (sign < 0)
            return state.Items.Remove(claim.Key, claim.Kind, claim.Offset);

        state.Items.Add(claim);
        return true;
    }

    private static ulong[] LinkedStays(FoldState state, ulong application)
    {
        HashSet<ulong>? stays = null;
        foreach (ref readonly var claim in state.Items.Of(application))
        {
            if (claim.Kind == ClaimKind.StayLink)
                (stays ??= []).Add(claim.Value);
        }

        return stays is null ? [] : [.. stays];
    }

    private static bool TryStay(FoldState state, ulong key, out Stay stay)
    {
        stay = default;
        if (!state.Items.TryLatest(key, ClaimKind.Started, out var started))
            return false;

        var isEnded = state.Items.TryLatest(key, ClaimKind.Ended, out var ended);
        var application = started.Value != 0 ? started.Value : ended.Value;
        var criterion = application != 0
            && state.Items.TryLatest(application, ClaimKind.Submitted, out var submitted)
                ? (SalaryCriterion)submitted.Value
                : SalaryCriterion.None;

        stay = new Stay(
            started.Day,
            started.Offset,
            isEnded ? Math.Max(ended.Day, started.Day) : int.MaxValue,
            ended.Offset,
            isEnded && ended.Detail == (byte)StayReason.ProgrammeCompleted + 1,
            criterion);
        return true;
    }

    private static void Emit(FoldState state, ulong key, int sign)
    {
        if (!TryStay(state, key, out var stay))
            return;

        state.Emit(SeriesKind.StaysRunning, stay.Start, sign);
        if (stay.End != int.MaxValue)
            state.Emit(SeriesKind.StaysRunning, stay.End + 1, -sign);

        var halfYear = stay.Start + HalfYearDays;
        state.Emit(SeriesKind.StaysReachingHalfYear, halfYear, sign);
        if (stay.End < halfYear && !stay.EndedAsMeant)
            state.Emit(SeriesKind.StaysEndedEarly, halfYear, sign, stay.EndOffset);

        EmitWithoutPayroll(state, key, stay, sign);
        if (!stay.IsPaid)
            return;

        foreach (ref readonly var claim in state.Items.Of(key))
        {
            if (claim.Kind == ClaimKind.Paid)
                EmitComparison(state, stay, claim, sign);
        }
    }

    private static void EmitWithoutPayroll(FoldState state, ulong key, in Stay stay, int sign)
    {
        var expected = stay.Start + PayrollDays;
        if (!stay.IsPaid || stay.End < expected)
            return;

        state.Emit(SeriesKind.StaysInCohort, expected, sign);
        state.Emit(SeriesKind.StaysInCohort, expected + CohortDays, -sign);
        if (WithoutPayroll(state, key, stay) is not { } without)
            return;

        state.Emit(SeriesKind.StaysWithoutPayroll, without.From, sign);
        state.Emit(SeriesKind.StaysWithoutPayroll, without.To, -sign);
    }

    /// <summary>When the stay counts as one that should have payroll and has none.</summary>
    private static Stretch? WithoutPayroll(FoldState state, ulong key, in Stay stay)
    {
        var expected = stay.Start + PayrollDays;
        if (!stay.IsPaid || stay.End < expected)
            return null;

        var first = expected + CohortDays;
        foreach (ref readonly var claim in state.Items.Of(key))
        {
            if (claim.Kind == ClaimKind.Paid)
                first = Math.Min(first, claim.Day);
        }

        return first <= expected ? null : new Stretch(expected, first, stay.StartOffset);
    }

    /// <summary>
    /// Only months in which the stay ran from the first to the last day can be compared with a monthly amount.
    /// </summary>
    private static void EmitComparison(FoldState state, in Stay stay, in Claim paid, int sign)
    {
        if (!stay.IsPaid || paid.Day > stay.End)
            return;

        var last = DateOnly.FromDayNumber(paid.Day);
        var month = new YearMonth(last.Year, last.Month);
        if (stay.Start > month.FirstDay.DayNumber
            || SalaryCriteria.AmountCents(stay.Criterion, month) is not { } amount)
            return;

        state.Emit(SeriesKind.PayrollsCompared, paid.Day, sign);
        if ((long)paid.Value < amount)
            state.Emit(SeriesKind.PayrollsBelow, paid.Day, sign, paid.Offset);
    }
}
