using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>What moved since the first period.</summary>
/// <param name="From">The period that the others are held against.</param>
public sealed record DriftFigures(string From, ImmutableArray<PeriodFigures> Periods);

/// <summary>One period against the first.</summary>
/// <param name="Selection">The share selected now, less what it was; null where nobody says who was.</param>
public sealed record PeriodFigures(
    string Period, long? Cases, Figure? Selection, ImmutableArray<MovedFigures> Moved);

/// <summary>How far the score or a feature moved.</summary>
/// <param name="Of">`score`, or the name of a feature.</param>
/// <param name="Index">The population stability index.</param>
/// <param name="Gap">
/// The largest gap between the two cumulative distributions, among those that have a value; null without any.
/// </param>
public sealed record MovedFigures(string Of, Figure Index, GapSaid? Gap);

/// <summary>Kolmogorov and Smirnov's test, and what is left of it among all that moved in the period.</summary>
public sealed record GapSaid(double Gap, double PValue, double Holm);
