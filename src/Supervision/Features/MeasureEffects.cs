using Supervision.Facts;

namespace Supervision.Features;

/// <summary>What measures, and objections to them, add to the counts.</summary>
internal static class MeasureEffects
{
    private const int WarningMonths = 24;
    private const int FineMonths = 60;

    /// <summary>A measure was imposed, or lapsed.</summary>
    public static void Changed(FoldState state, in Claim claim, int sign)
    {
        Emit(state, claim.Key, -1);
        Change(state, claim, sign);
        Emit(state, claim.Key, 1);
    }

    public static void Filed(FoldState state, in Claim claim, int sign)
    {
        var measure = claim.Value;
        Emit(state, measure, -1);
        Change(state, claim, sign);
        Change(
            state,
            new Claim(measure, claim.Offset, claim.Key, claim.EventDay, 0, ClaimKind.ObjectionLink, 0),
            sign);
        Emit(state, measure, 1);
    }

    public static void Decided(FoldState state, in Claim claim, int sign)
    {
        HashSet<ulong> measures = [];
        foreach (ref readonly var filed in state.Items.Of(claim.Key))
        {
            if (filed.Kind == ClaimKind.Filed)
                measures.Add(filed.Value);
        }

        foreach (var measure in measures)
            Emit(state, measure, -1);

        Change(state, claim, sign);
        foreach (var measure in measures)
            Emit(state, measure, 1);
    }

    private static void Change(FoldState state, in Claim claim, int sign)
    {
        if (sign > 0)
            state.Items.Add(claim);
        else
            state.Items.Remove(claim.Key, claim.Kind, claim.Offset);
    }

    /// <summary>As what, and when, the measure counts; null when it never does.</summary>
    public static (SeriesKind Kind, Stretch Stretch)? Counting(FoldState state, ulong key)
    {
        if (!state.Items.TryLatest(key, ClaimKind.Imposed, out var imposed) || IsAnnulled(state, key))
            return null;

        var (kind, months) = (MeasureKind)imposed.Detail switch
        {
            MeasureKind.Warning => (SeriesKind.WarningsValid, WarningMonths),
            MeasureKind.Fine => (SeriesKind.FinesCounting, FineMonths),
            _ => (SeriesKind.SuspensionsCounting, FineMonths),
        };
        var start = imposed.EventDay;
        var end = DateOnly.FromDayNumber(start).AddMonths(months).DayNumber;
        foreach (ref readonly var claim in state.Items.Of(key))
        {
            if (claim.Kind == ClaimKind.Lapsed)
                end = Math.Min(end, claim.EventDay);
        }

        return end <= start ? null : (kind, new Stretch(start, end, imposed.Offset));
    }

    private static void Emit(FoldState state, ulong key, int sign)
    {
        if (Counting(state, key) is not { } counting)
            return;

        state.Emit(counting.Kind, counting.Stretch.From, sign);
        state.Emit(counting.Kind, counting.Stretch.To, -sign);
    }

    /// <summary>
    /// An objection that is upheld takes the measure away from the day it was imposed, as annulment does.
    /// </summary>
    private static bool IsAnnulled(FoldState state, ulong measure)
    {
        foreach (ref readonly var link in state.Items.Of(measure))
        {
            if (link.Kind == ClaimKind.ObjectionLink
                && state.Items.TryLatest(link.Value, ClaimKind.Decided, out var decided)
                && decided.Detail == (byte)ObjectionOutcome.Upheld)
                return true;
        }

        return false;
    }
}
