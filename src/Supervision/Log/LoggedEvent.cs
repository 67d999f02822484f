using System.Collections.Immutable;

namespace Supervision.Log;

/// <summary>An event as the log holds it.</summary>
/// <param name="Data">The canonical JSON of its <c>data</c>; empty when the payload was erased by law.</param>
/// <param name="Target">For a correction or retraction, the event it is about.</param>
[GenerateSerializer, Immutable, Alias("logged-event")]
public sealed record LoggedEvent(
    [property: Id(0)] LogPosition Position,
    [property: Id(1)] string Subject,
    [property: Id(2)] EventKey Key,
    [property: Id(3)] string Type,
    [property: Id(4)] DateTimeOffset Time,
    [property: Id(5)] DateTimeOffset RecordedAt,
    [property: Id(6)] ReadOnlyMemory<byte> Data,
    [property: Id(7)] EventKey? Target);

/// <summary>What became of one event given to the log.</summary>
public enum AppendStatus
{
    /// <summary>Now on the log.</summary>
    Accepted,

    /// <summary>It was on the log already, with the same content; the position is that of the first.</summary>
    Duplicate,

    /// <summary>Its key is on the log with other content; nothing was stored.</summary>
    Conflict,
}

/// <summary>The log's answer for one event, in the order in which they were given.</summary>
public readonly record struct AppendOutcome(AppendStatus Status, LogPosition Position, DateTimeOffset RecordedAt);

/// <summary>The end of one partition: its last offset and the last link of its hash chain.</summary>
public readonly record struct LogHead(int Partition, long Offset, ImmutableArray<byte> Chain);

/// <summary>A subject's stream is not at the version that the writer had seen. Fold again, decide again.</summary>
public sealed class VersionConflictException(string message) : Exception(message)
{
    public static VersionConflictException AtAnotherVersion() =>
        new("The subject has another number of facts than the writer had seen.");

    public static VersionConflictException KeyTaken() =>
        new("The log has a fact under one of these keys already, and it came from another command.");
}
