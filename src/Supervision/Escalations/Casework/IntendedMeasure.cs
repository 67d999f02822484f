using System.Collections.Immutable;
using Supervision.Facts;

namespace Supervision.Escalations.Casework;

/// <summary>A measure that is announced or decided.</summary>
/// <param name="Findings">Ids of the breaches that it is for.</param>
/// <param name="Purposes">Which recognitions a suspension or a withdrawal is of.</param>
/// <param name="ReducedCulpability">Halves a fine.</param>
/// <param name="AmountCents">Of a fine, and of nothing else.</param>
/// <param name="Ground">Of a suspension or a withdrawal, and of nothing else.</param>
[GenerateSerializer, Immutable, Alias("intended-measure")]
public sealed record IntendedMeasure(
    [property: Id(0)] MeasureKind Kind,
    [property: Id(1)] ImmutableArray<string> Findings,
    [property: Id(2)] ImmutableArray<Purpose> Purposes,
    [property: Id(3)] bool ReducedCulpability = false,
    [property: Id(4)] long? AmountCents = null,
    [property: Id(5)] RecognitionGround? Ground = null)
{
    public const int PurposesMax = 4;
    public const int AmountCentsMax = 100_000_000;

    /// <summary>By value, the lists item by item.</summary>
    public bool Equals(IntendedMeasure? other) => other is not null
        && (Kind, AmountCents, ReducedCulpability, Ground)
            == (other.Kind, other.AmountCents, other.ReducedCulpability, other.Ground)
        && Findings.SequenceEqual(other.Findings)
        && Purposes.SequenceEqual(other.Purposes);

    public override int GetHashCode() => HashCode.Combine(Kind, AmountCents, Ground);
}
