using System.Collections.Immutable;

namespace Supervision.Log;

/// <summary>A run of events of one partition, as the stream carries it.</summary>
/// <param name="After">The offset before the first event that the reader looked for: what a hole shows up by.</param>
/// <param name="Events">In order; offsets rise from <paramref name="After"/> without gaps.</param>
[GenerateSerializer, Immutable, Alias("log-chunk")]
public sealed record LogChunk(
    [property: Id(0)] int Partition,
    [property: Id(1)] long After,
    [property: Id(2)] ImmutableArray<LoggedEvent> Events)
{
    /// <summary>Most events of one chunk: with 10,000 referents about six for each in one call, under a load.</summary>
    public const int EventsMax = 4_000;

    /// <summary>The offset of the last event.</summary>
    public long To => Events.IsEmpty ? After : Events[^1].Position.Offset;
}
