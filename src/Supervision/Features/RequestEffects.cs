namespace Supervision.Features;

/// <summary>What requests for information and the answers to them add to the counts.</summary>
internal static class RequestEffects
{
    public static void Changed(FoldState state, in Claim claim, int sign)
    {
        Emit(state, claim.Key, -1);
        if (sign > 0)
            state.Items.Add(claim);
        else
            state.Items.Remove(claim.Key, claim.Kind, claim.Offset);

        Emit(state, claim.Key, 1);
    }

    /// <summary>Overdue from the day after it was due, to the day on which it was answered in full.</summary>
    public static Stretch? Overdue(FoldState state, ulong key)
    {
        if (!state.Items.TryLatest(key, ClaimKind.Requested, out var requested))
            return null;

        var answered = int.MaxValue;
        foreach (ref readonly var claim in state.Items.Of(key))
        {
            if (claim.Kind == ClaimKind.Received && claim.Detail != 0)
                answered = Math.Min(answered, claim.EventDay);
        }

        var overdue = requested.Day + 1;
        return answered <= overdue ? null : new Stretch(overdue, answered, requested.Offset);
    }

    private static void Emit(FoldState state, ulong key, int sign)
    {
        if (Overdue(state, key) is not { } overdue)
            return;

        state.Emit(SeriesKind.RequestsOverdue, overdue.From, sign);
        if (overdue.To != int.MaxValue)
            state.Emit(SeriesKind.RequestsOverdue, overdue.To, -sign);
    }
}
