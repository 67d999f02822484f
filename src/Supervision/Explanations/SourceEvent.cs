using Supervision.Facts;

namespace Supervision.Explanations;

/// <summary>An event that something rests on.</summary>
/// <param name="Position">Its place on the log, as clients see it.</param>
/// <param name="Type">What kind of event it is.</param>
/// <param name="Time">When it happened.</param>
/// <param name="RecordedAt">When it was learned.</param>
[GenerateSerializer, Immutable, Alias("source-event")]
public sealed record SourceEvent(
    [property: Id(0)] string Position,
    [property: Id(1)] string Type,
    [property: Id(2)] DateTimeOffset Time,
    [property: Id(3)] DateTimeOffset RecordedAt)
{
    internal static SourceEvent Of(RecordedFact fact) => new(
        fact.Position.ToString(), FactTypes.NameOf(fact.Fact), fact.Time.ToUniversalTime(),
        fact.RecordedAt.ToUniversalTime());
}
