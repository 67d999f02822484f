using System.Collections.Immutable;
using Supervision.Log;

namespace Supervision.Risk;

/// <summary>The part of a score that lists, changes and the escalation rule need; cheap after every event.</summary>
/// <param name="Level">With cooldown: the highest level of the trailing cooldown days.</param>
/// <param name="Evidence">Facts in effect in the last three years; see docs/statistics.md.</param>
/// <param name="DueOn">The next day on which time alone may change points or level; null when none.</param>
[GenerateSerializer, Immutable, Alias("risk-state")]
public readonly record struct RiskState(
    [property: Id(0)] RiskLevel Level,
    [property: Id(1)] int Points,
    [property: Id(2)] int Evidence,
    [property: Id(3)] DateOnly? DueOn);

/// <summary>A score with everything it rests on. A pure function of history, model and as-of time.</summary>
/// <param name="Reason">Why there is no level; only when the level is <see cref="RiskLevel.None"/>.</param>
/// <param name="Points">The sum of the contributions, exactly.</param>
/// <param name="Interval">The points that the sampling uncertainty of the rates leaves possible.</param>
/// <param name="Evidence">Facts in effect in the last three years; see docs/statistics.md.</param>
/// <param name="Missing">Indicators that say nothing, and why.</param>
[GenerateSerializer, Immutable, Alias("risk-score")]
public sealed record Score(
    [property: Id(0)] RiskLevel Level,
    [property: Id(1)] string? Reason,
    [property: Id(2)] int Points,
    [property: Id(3)] PointInterval Interval,
    [property: Id(4)] int Evidence,
    [property: Id(5)] ImmutableArray<Contribution> Contributions,
    [property: Id(6)] ImmutableArray<MissingIndicator> Missing,
    [property: Id(7)] ModelIdentity? Model,
    [property: Id(8)] DateTimeOffset AsOf,
    [property: Id(9)] DateOnly? DueOn)
{
    /// <summary>What is left when no model is in use: that there is no score, and why.</summary>
    public Score Without(string reason) =>
        new(RiskLevel.None, reason, 0, default, Evidence, [], [], null, AsOf, null);
}

/// <summary>The lowest and the highest number of points possible, both included.</summary>
[GenerateSerializer, Immutable, Alias("point-interval")]
public readonly record struct PointInterval([property: Id(0)] int Lower, [property: Id(1)] int Upper);

/// <summary>What one indicator adds to the points.</summary>
/// <param name="Indicator">Its id in the model; <c>base</c> for the points that everyone has.</param>
/// <param name="Feature">The feature that it reads; null for the base.</param>
/// <param name="Value">The value of the feature in its unit; null when it is missing.</param>
/// <param name="Numerator">Of a share or rate ratio, what was counted; else null.</param>
/// <param name="Denominator">Of a share or rate ratio, out of how many; else null.</param>
/// <param name="Evidence">How many observations the value rests on.</param>
/// <param name="Events">Positions of the events behind it, oldest first; of the many, the latest few.</param>
[GenerateSerializer, Immutable, Alias("contribution")]
public sealed record Contribution(
    [property: Id(0)] string Indicator,
    [property: Id(1)] int Points,
    [property: Id(2)] string? Feature,
    [property: Id(3)] long? Value,
    [property: Id(4)] long? Numerator,
    [property: Id(5)] long? Denominator,
    [property: Id(6)] int Evidence,
    [property: Id(7)] PointInterval Interval,
    [property: Id(8)] ImmutableArray<LogPosition> Events);

/// <summary>An indicator that says nothing of this referent, and why.</summary>
/// <param name="Because">
/// <c>no-data</c>, <c>justification-missing</c> or <c>justification-expired</c>.
/// </param>
[GenerateSerializer, Immutable, Alias("missing-indicator")]
public sealed record MissingIndicator(
    [property: Id(0)] string Indicator, [property: Id(1)] string Feature, [property: Id(2)] string Because);

/// <summary>Which model gave a score: its name, its version and the hash of its canonical form.</summary>
[GenerateSerializer, Immutable, Alias("model-identity")]
public sealed record ModelIdentity(
    [property: Id(0)] string Id, [property: Id(1)] string Version, [property: Id(2)] string Hash);
