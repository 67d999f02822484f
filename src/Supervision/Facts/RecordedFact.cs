using Supervision.Log;

namespace Supervision.Facts;

/// <summary>A fact with its two times, when it happened and when we learned it, and its place on the log.</summary>
public sealed record RecordedFact(
    LogPosition Position, EventKey Key, DateTimeOffset Time, DateTimeOffset RecordedAt, Fact Fact);
