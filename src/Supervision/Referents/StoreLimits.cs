namespace Supervision.Referents;

/// <summary>What a referent store takes and gives at once.</summary>
public static class StoreLimits
{
    /// <summary>Referents in one slice of a flush, and so in one transaction.</summary>
    public const int FlushMax = 500;

    /// <summary>Snapshots loaded at once.</summary>
    public const int LoadMax = 1_000;

    /// <summary>Rows in one page of anything.</summary>
    public const int PageMax = 10_000;

    public static void CheckSlice(IReadOnlyList<ReferentFlush> slice)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(slice.Count, FlushMax, nameof(slice));
        if (slice.DistinctBy(flush => flush.Referent).Count() != slice.Count)
            throw new ArgumentException("A referent is twice in one slice.", nameof(slice));
    }

    public static void CheckLoad(IReadOnlyCollection<ReferentId> referents) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(referents.Count, LoadMax, nameof(referents));

    public static void CheckPage(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, PageMax);
    }
}
