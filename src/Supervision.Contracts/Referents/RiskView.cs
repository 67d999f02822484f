using System.Collections.Immutable;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Contracts.Referents;

/// <summary>A score with everything that made it.</summary>
/// <param name="Reason">Why there is no score, when the level is none; a stable code.</param>
/// <param name="Evidence">How many observations the score rests on.</param>
/// <param name="Missing">Features without data, by name.</param>
/// <param name="LevelSince">When the live level became what it is; null for a score of the past.</param>
[GenerateSerializer, Immutable, Alias("risk-view")]
public sealed record RiskView(
    [property: Id(0)] ReferentId ReferentId,
    [property: Id(1)] RiskLevel Level,
    [property: Id(2)] string? Reason,
    [property: Id(3)] int Points,
    [property: Id(4)] IntervalView? Interval,
    [property: Id(5)] int Evidence,
    [property: Id(6)] ImmutableArray<ContributionView> Contributions,
    [property: Id(7)] ImmutableArray<string> Missing,
    [property: Id(8)] ModelView? Model,
    [property: Id(9)] DateTimeOffset AsOf,
    [property: Id(10)] LogPosition Position,
    [property: Id(11)] DateTimeOffset? LevelSince);

/// <summary>Between which points the score lies, given the uncertainty of its rates.</summary>
[GenerateSerializer, Immutable, Alias("interval-view")]
public sealed record IntervalView([property: Id(0)] int Lower, [property: Id(1)] int Upper);

/// <summary>What one indicator adds to the points; the contributions and the base sum to the total.</summary>
/// <param name="Value">The value of the feature, or null when there was no data.</param>
/// <param name="Events">The last source events behind it, newest first; not all when there are many.</param>
[GenerateSerializer, Immutable, Alias("contribution-view")]
public sealed record ContributionView(
    [property: Id(0)] string Indicator,
    [property: Id(1)] int Points,
    [property: Id(2)] string Feature,
    [property: Id(3)] RatioView? Value,
    [property: Id(4)] ImmutableArray<LogPosition> Events);

/// <summary>A value as an exact ratio of integers; a count has denominator 1.</summary>
[GenerateSerializer, Immutable, Alias("ratio-view")]
public sealed record RatioView([property: Id(0)] long Numerator, [property: Id(1)] long Denominator);

/// <summary>Which model made the score.</summary>
[GenerateSerializer, Immutable, Alias("model-view")]
public sealed record ModelView(
    [property: Id(0)] string Id, [property: Id(1)] string Version, [property: Id(2)] string Hash);
