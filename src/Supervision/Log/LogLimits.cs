namespace Supervision.Log;

/// <summary>What a log takes and gives at once.</summary>
public static class LogLimits
{
    /// <summary>Events in one call of Append or AppendFacts.</summary>
    public const int AppendMax = 10_000;

    /// <summary>
    /// Events of several calls that are committed together; a single call may have more. More cost more: what is kept
    /// of 10,000 is large enough for the collector to treat apart, 71 µs of processor time an event, 52 at 4,000.
    /// </summary>
    public const int GroupMax = 4_000;

    /// <summary>Events in one page.</summary>
    public const int PageMax = 10_000;

    /// <summary>Keys in one call of ReadRelated.</summary>
    public const int RelatedKeysMax = 1_000;

    public static void CheckAppend(IReadOnlyList<NewEvent> events, int partitionCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events.Count, AppendMax, nameof(events));
        foreach (var item in events)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)item.Partition, (uint)partitionCount);
            ArgumentOutOfRangeException.ThrowIfNotEqual(item.Digest.Length, HashChain.LinkLength);
            // The digest covers whole microseconds: nothing that it does not cover is stored.
            if (item.Time.UtcTicks % TimeSpan.TicksPerMicrosecond != 0)
                throw new ArgumentException("The time of an event is not a whole microsecond.", nameof(events));
        }
    }

    /// <summary>As <see cref="CheckAppend"/>; moreover no two facts of one command share a key.</summary>
    public static void CheckFacts(IReadOnlyList<NewEvent> facts, int partitionCount)
    {
        CheckAppend(facts, partitionCount);
        if (facts.DistinctBy(fact => fact.Key).Count() != facts.Count)
            throw new ArgumentException("Two facts of one command have the same key.", nameof(facts));
    }

    public static void CheckPage(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, PageMax);
    }
}
