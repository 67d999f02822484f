using System.Collections.Immutable;
using Supervision.Risk;

namespace Supervision.Replays;

/// <summary>What a replay has counted so far: kinds of cases, so that it does not grow with the cases.</summary>
/// <param name="Referents">Referents that were judged: known at the moment, and of the filter.</param>
/// <param name="AtLine">Those at or above the level at which the rule of the model opens an escalation.</param>
/// <param name="ComparedAtLine">The same by the model that it is compared with.</param>
/// <param name="Points">Of a back-test alone.</param>
/// <param name="Hindsight">Of hindsight alone.</param>
/// <param name="Reproduced">Of a reproduction alone.</param>
[GenerateSerializer, Immutable, Alias("replay-tally")]
public sealed record ReplayTally(
    [property: Id(0)] long Referents,
    [property: Id(1)] long AtLine,
    [property: Id(2)] long ComparedAtLine,
    [property: Id(3)] ImmutableArray<ReplayLevels> Levels,
    [property: Id(4)] ImmutableArray<ReplayPoints> Points,
    [property: Id(5)] ReplayHindsight? Hindsight,
    [property: Id(6)] ImmutableArray<ReplayReproduced> Reproduced)
{
    public static readonly ReplayTally Empty = new(0, 0, 0, [], [], null, []);
}

/// <summary>How many referents had these levels, and the outcome or not.</summary>
/// <param name="Compared">By the model that it is compared with; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("replay-levels")]
public sealed record ReplayLevels(
    [property: Id(0)] RiskLevel Level,
    [property: Id(1)] RiskLevel? Compared,
    [property: Id(2)] bool HasOutcome,
    [property: Id(3)] long Count);

/// <summary>How many referents had these points, and the outcome or not.</summary>
/// <param name="IsCompared">By the model that it is compared with.</param>
/// <param name="HasEvidence">Whether there was evidence enough for a level.</param>
[GenerateSerializer, Immutable, Alias("replay-points")]
public sealed record ReplayPoints(
    [property: Id(0)] bool IsCompared,
    [property: Id(1)] int Points,
    [property: Id(2)] bool HasEvidence,
    [property: Id(3)] bool HasOutcome,
    [property: Id(4)] long Count);

/// <summary>Hindsight over the referents looked at, added up.</summary>
/// <param name="Differing">Of how many something would have been different.</param>
/// <param name="Days">Days of referents that were looked at.</param>
[GenerateSerializer, Immutable, Alias("replay-hindsight")]
public sealed record ReplayHindsight(
    [property: Id(0)] int Differing,
    [property: Id(1)] long Days,
    [property: Id(2)] ImmutableArray<ReplayOtherwise> Otherwise,
    [property: Id(3)] int Crossed,
    [property: Id(4)] int WouldNotHaveCrossed,
    [property: Id(5)] int WouldHaveCrossed);

/// <summary>On how many days of referents the level was one and would have been another.</summary>
[GenerateSerializer, Immutable, Alias("replay-otherwise")]
public sealed record ReplayOtherwise(
    [property: Id(0)] RiskLevel Then, [property: Id(1)] RiskLevel Now, [property: Id(2)] long Days);

/// <summary>How many of the scores drawn came out so.</summary>
/// <param name="Outcome">The word for what came of it.</param>
[GenerateSerializer, Immutable, Alias("replay-reproduced")]
public sealed record ReplayReproduced([property: Id(0)] string Outcome, [property: Id(1)] long Count);
