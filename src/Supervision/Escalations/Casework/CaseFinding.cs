using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Supervision.Facts;

namespace Supervision.Escalations.Casework;

/// <summary>What was found about one duty.</summary>
/// <param name="Id">Chosen by the officer.</param>
/// <param name="OccurredOn">The day of the breach, or the day that was looked at.</param>
/// <param name="Facts">Positions in the history of the referent that it rests on.</param>
[GenerateSerializer, Immutable, Alias("case-finding")]
public sealed record CaseFinding(
    [property: Id(0)] string Id,
    [property: Id(1)] Duty Duty,
    [property: Id(2)] Severity Severity,
    [property: Id(3)] bool Breach,
    [property: Id(4)] DateOnly OccurredOn,
    [property: Id(5)] ImmutableArray<string> Facts)
{
    public const int FactsMax = 50;
    public const int FactLengthMax = 40;

    [JsonIgnore]
    public Finding AsFinding => new(Duty, Severity, Breach);

    /// <summary>Whether this one says of an earlier one, of the same duty and day, that there was no breach.</summary>
    public bool TakesBack(CaseFinding earlier) =>
        !Breach && (Duty, OccurredOn) == (earlier.Duty, earlier.OccurredOn);

    /// <summary>By value, the list of facts item by item.</summary>
    public bool Equals(CaseFinding? other) => other is not null
        && (Id, Duty, Severity, Breach, OccurredOn)
            == (other.Id, other.Duty, other.Severity, other.Breach, other.OccurredOn)
        && Facts.SequenceEqual(other.Facts);

    public override int GetHashCode() => HashCode.Combine(Id, Duty, OccurredOn);
}
