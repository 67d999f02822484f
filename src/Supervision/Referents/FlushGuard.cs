namespace Supervision.Referents;

/// <summary>Which flush of a referent is stored over what is stored already.</summary>
public static class FlushGuard
{
    /// <param name="activation">The activation that stored last; null when it had no origin.</param>
    public static FlushOutcome Judge(ReferentFlush flush, long offset, DateTimeOffset asOf, string? activation)
    {
        var isLast = flush.Origin is null || flush.Origin.Activation == activation;
        if ((flush.Snapshot.Offset, flush.Risk.AsOf) == (offset, asOf) && isLast)
            return FlushOutcome.Repeated;

        var isLater = flush.Snapshot.Offset > offset || (flush.Snapshot.Offset == offset && flush.Risk.AsOf > asOf);
        var hasFound = flush.Origin is { } origin && (origin.Offset, origin.AsOf) == (offset, asOf);
        return isLater && (isLast || hasFound) ? FlushOutcome.Stored : FlushOutcome.Lost;
    }
}

/// <summary>What becomes of a flush.</summary>
public enum FlushOutcome
{
    Stored,

    /// <summary>It is stored already, by a call whose answer did not arrive.</summary>
    Repeated,

    /// <summary>Another activation stored since; nothing of it is stored.</summary>
    Lost,
}
