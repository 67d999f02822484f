using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>Which features tell of a group, and what leaving one out does to the difference between groups.</summary>
public sealed record ProxyFigures(ImmutableArray<TellingFigures> Features, ImmutableArray<LeftOutFigures> LeftOut);

/// <summary>How a feature goes together with groups; those of fewer than ten are left out.</summary>
/// <param name="Strength">Cramér's V, from 0 to 1.</param>
/// <param name="Information">What the feature tells of the group, in nats.</param>
/// <param name="Group">The group that the feature tells apart best.</param>
/// <param name="Area">How well it does: 0.5 is not at all. Of those with a value.</param>
/// <param name="PValue">Of the permutation test on the information.</param>
/// <param name="Holm">Over all features and attributes.</param>
public sealed record TellingFigures(
    string Attribute, string Feature, Figure Strength, Figure Information, string? Group, Figure Area, double? PValue,
    double? Holm);

/// <summary>What leaving a feature out does to the group on which it does most.</summary>
/// <param name="Effect">
/// The difference in the share selected from the reference, less what it is without: above zero it adds to the burden.
/// Its interval holds for all groups together.
/// </param>
public sealed record LeftOutFigures(string Attribute, string LeftOut, string? Group, Figure Effect);
