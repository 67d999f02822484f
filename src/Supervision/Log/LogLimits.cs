namespace Supervision.Log;

/// <summary>What a log takes and gives at once.</summary>
public static class LogLimits
{
    /// <summary>Events in one call of Append or AppendFacts, and in one transaction.</summary>
    public const int AppendMax = 10_000;

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
