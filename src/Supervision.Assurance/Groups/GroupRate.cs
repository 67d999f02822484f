using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Groups;

/// <summary>A rate of one group from its confusion table, with Wilson's interval.</summary>
/// <remarks>
/// The formulas are with <see cref="GroupMetric"/>; sources: Saleiro, P. et al. (2018), "Aequitas: a bias and fairness
/// audit toolkit", arXiv:1811.05577, table 1; Hardt, M., Price, E. and Srebro, N. (2016), NeurIPS 29. Undefined when
/// the denominator is zero: the reason says which. All but the selection rate need outcomes of cases that were not
/// selected: without checks of such cases they describe the checked and not the population.
/// </remarks>
public static class GroupRate
{
    public static Answer<Estimate> Of(ConfusionTable table, GroupMetric metric, double confidence)
    {
        var (events, cases) = Parts(table, metric);
        return cases == 0 ? Without(metric) : WilsonInterval.Of(events, cases, confidence);
    }

    /// <summary>The same with cases that count by their weight; both outcomes of the rate in one tally.</summary>
    public static Answer<Estimate> Of(OutcomeTally tally, GroupMetric metric, double confidence) =>
        tally.Count == 0 ? Without(metric) : WeightedProportion.Of(tally, confidence);

    /// <summary>The numerator and the denominator of the rate.</summary>
    public static (long Events, long Cases) Parts(ConfusionTable table, GroupMetric metric) => metric switch
    {
        GroupMetric.SelectionRate => (table.Selected, table.Count),
        GroupMetric.FalsePositiveRate => (table.FalsePositives, table.Negatives),
        GroupMetric.FalseNegativeRate => (table.FalseNegatives, table.Positives),
        GroupMetric.PositivePredictiveValue => (table.TruePositives, table.Selected),
        GroupMetric.FalseDiscoveryRate => (table.FalsePositives, table.Selected),
        GroupMetric.FalseOmissionRate => (table.FalseNegatives, table.Count - table.Selected),
        GroupMetric.Prevalence => (table.Positives, table.Count),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Unknown metric."),
    };

    private static Lack Without(GroupMetric metric) => metric switch
    {
        GroupMetric.FalsePositiveRate => Lack.NoNegatives,
        GroupMetric.FalseNegativeRate => Lack.NoPositives,
        GroupMetric.PositivePredictiveValue or GroupMetric.FalseDiscoveryRate => Lack.NoneSelected,
        GroupMetric.FalseOmissionRate => Lack.NoneUnselected,
        _ => Lack.NoCases,
    };
}
