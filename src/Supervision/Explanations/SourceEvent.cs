using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Features;

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
    /// <summary>Only of a correction or retraction: the event that it is about.</summary>
    [Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CorrectedEvent? Corrects { get; init; }

    internal static SourceEvent Of(RecordedFact fact, IPriorFacts prior) => new(
        fact.Position.ToString(), FactTypes.NameOf(fact.Fact), fact.Time.ToUniversalTime(),
        fact.RecordedAt.ToUniversalTime())
    {
        Corrects = Corrections.TargetOf(fact.Fact) is { } target && prior.Find(target) is { } original
            ? new CorrectedEvent(
                original.Position.ToString(), FactTypes.NameOf(original.Fact), original.Time.ToUniversalTime(),
                original.RecordedAt.ToUniversalTime())
            : null,
    };
}

/// <summary>The event that a correction or retraction is about, as it was first told.</summary>
[GenerateSerializer, Immutable, Alias("corrected-event")]
public sealed record CorrectedEvent(
    [property: Id(0)] string Position,
    [property: Id(1)] string Type,
    [property: Id(2)] DateTimeOffset Time,
    [property: Id(3)] DateTimeOffset RecordedAt);
