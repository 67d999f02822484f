using System.Collections.Immutable;

namespace Supervision.Assurance.Reports;

/// <summary>One case of a population, as a table or a stream tells it.</summary>
/// <param name="Score">Points, or thousandths of a probability; null when the population has no scores.</param>
/// <param name="IsSelected">Whether it was put forward; null when nobody says.</param>
/// <param name="Outcome">Whether the check had a finding; null when it was not checked.</param>
/// <param name="Weight">One over the probability that it was checked.</param>
/// <param name="Stage">How far it came; null when nobody says.</param>
/// <param name="Stratum">What may explain a difference; empty when nobody says.</param>
/// <param name="Groups">Its group of each attribute, in the order of the plan; empty where it has none.</param>
public readonly record struct ReportCase(
    int? Score,
    bool? IsSelected,
    bool? Outcome,
    double Weight,
    CaseStage? Stage,
    string Stratum,
    ImmutableArray<string> Groups)
{
    /// <summary>The values of its features, in their order; NaN where it has none. Empty where nobody says.</summary>
    public ImmutableArray<double> Features { get; init; } = [];

    /// <summary>Whether it would be selected without each of what may be left out, in their order.</summary>
    public ImmutableArray<bool> SelectedWithout { get; init; } = [];
}
