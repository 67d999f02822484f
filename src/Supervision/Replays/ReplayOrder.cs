using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Facts;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Replays;

/// <summary>What somebody wants replayed. With the log it decides the result wholly.</summary>
/// <param name="Model">Which model judges; null when the scores themselves say it, as in a reproduction.</param>
/// <param name="ComparedWith">A second model that judges the same; null when there is none.</param>
/// <param name="AsOf">The moment of features and scores.</param>
/// <param name="KnownAt">Only facts recorded by then; null for all that were when the replay began.</param>
/// <param name="Outcome">What is looked for after the moment; of a back-test alone.</param>
/// <param name="From">The first day; of hindsight alone.</param>
/// <param name="To">The last day; of hindsight alone.</param>
/// <param name="Count">How many scores are drawn; of a reproduction alone.</param>
/// <param name="Seed">Of that draw: the same seed draws the same.</param>
/// <param name="By">Who ordered it: the id of the actor.</param>
/// <param name="Purpose">What the dossiers are read for.</param>
[GenerateSerializer, Immutable, Alias("replay-order")]
public sealed record ReplayOrder(
    [property: Id(0)] ReplayKind Kind,
    [property: Id(1)] ModelIdentity? Model,
    [property: Id(2)] ModelIdentity? ComparedWith,
    [property: Id(3)] ReplayFilter Filter,
    [property: Id(4)] DateTimeOffset AsOf,
    [property: Id(5)] DateTimeOffset? KnownAt,
    [property: Id(6)] ReplayOutcome? Outcome,
    [property: Id(7)] DateOnly? From,
    [property: Id(8)] DateOnly? To,
    [property: Id(9)] int Count,
    [property: Id(10)] int Seed,
    [property: Id(11)] string By,
    [property: Id(12)] ReadingPurpose Purpose)
{
    public const int CountDefault = 1_000;
    public const int CountMax = 10_000;

    /// <summary>In one line, for the record of who read what.</summary>
    public string InWords() => string.Join(' ', Words());

    private IEnumerable<string> Words()
    {
        yield return ClosedList<ReplayKind>.WordFor(Kind);
        if (Model is not null)
            yield return $"{Model.Id}@{Model.Version}";
        if (ComparedWith is not null)
            yield return $"against {ComparedWith.Id}@{ComparedWith.Version}";
        yield return Kind switch
        {
            ReplayKind.Hindsight => $"{From:yyyy-MM-dd} to {To:yyyy-MM-dd}",
            ReplayKind.Reproduce => $"{Count} scores",
            _ => $"as of {AsOf.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}",
        };
        if (KnownAt is { } known)
            yield return $"known at {known.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        if (Filter.InWords() is { Length: > 0 } narrowed)
            yield return narrowed;
    }
}

/// <summary>Which referents are looked at; null means no filter, no ids means all.</summary>
[GenerateSerializer, Immutable, Alias("replay-filter")]
public sealed record ReplayFilter(
    [property: Id(0)] ImmutableArray<ReferentId> Ids,
    [property: Id(1)] Sector? Sector,
    [property: Id(2)] SizeBand? SizeBand,
    [property: Id(3)] Purpose? Purpose,
    [property: Id(4)] RecognitionStatus? Status)
{
    /// <summary>The record of reading names every one.</summary>
    public const int IdsMax = 100;

    public static readonly ReplayFilter All = new([], null, null, null, null);

    /// <summary>Whether it asks anything of the register.</summary>
    public bool AsksRegister => Sector is not null || SizeBand is not null || Purpose is not null || Status is not null;

    /// <summary>By the register as of the moment of the replay, not as it is now.</summary>
    public bool Accepts(RegisterRow register)
    {
        ArgumentNullException.ThrowIfNull(register);
        return (Sector is null || register.Sector == Sector)
            && (SizeBand is null || register.SizeBand == SizeBand)
            && ReferentFilter.IsRecognised(register, Purpose, Status);
    }

    internal string InWords()
    {
        List<string> words = [];
        if (Sector is { } sector)
            words.Add($"sector {ClosedList<Sector>.WordFor(sector)}");
        if (SizeBand is { } band)
            words.Add($"size {ClosedList<SizeBand>.WordFor(band)}");
        if (Purpose is { } purpose)
            words.Add($"for {ClosedList<Purpose>.WordFor(purpose)}");
        if (Status is { } status)
            words.Add(ClosedList<RecognitionStatus>.WordFor(status));
        if (!Ids.IsEmpty)
            words.Add($"of {string.Join(' ', Ids)}");
        return string.Join(' ', words);
    }
}

/// <summary>What counts as having come true: a fact of a type within so many days after the moment.</summary>
/// <param name="Type">The type of the event, with its version.</param>
[GenerateSerializer, Immutable, Alias("replay-outcome")]
public sealed record ReplayOutcome([property: Id(0)] string Type, [property: Id(1)] int WithinDays)
{
    public const int DaysMax = 3_650;
}
