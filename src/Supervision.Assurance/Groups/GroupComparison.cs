using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Groups;

/// <summary>One group against the stated reference in one rate: as difference, as ratio, and by a test.</summary>
/// <remarks>
/// Difference: Newcombe's method 10. Ratio: Katz's log method, with its place in the four-fifths band. Test: pooled
/// two-proportion, or Fisher's exact when a cell of the fourfold table is expected to hold fewer than
/// <see cref="SmallCell"/> (Cochran, W. G. (1954), Biometrics 10(4), 417–451); always two-sided, as a group may be
/// favoured or burdened. Each part is undefined for its own reasons, which it carries.
/// </remarks>
public readonly record struct GroupComparison(
    GroupMetric Metric, Answer<Estimate> Difference, Answer<Estimate> Ratio, Answer<TestResult> Test, bool IsExact)
{
    public const double SmallCell = 5;

    public Band? Band => Ratio.Value is { } ratio ? FourFifthsBand.Of(ratio.Value) : null;

    public static GroupComparison Of(
        ConfusionTable group, ConfusionTable reference, GroupMetric metric, double confidence)
    {
        var (k1, n1) = GroupRate.Parts(group, metric);
        var (k2, n2) = GroupRate.Parts(reference, metric);
        var table = new FourfoldTable(k1, n1 - k1, k2, n2 - k2);
        var exact = table.SmallestExpected < SmallCell;
        return new GroupComparison(
            metric,
            NewcombeDifference.Of(k1, n1, k2, n2, confidence),
            RiskRatio.Of(k1, n1, k2, n2, confidence),
            exact
                ? FisherExactTest.Of(table, Alternative.TwoSided)
                : TwoProportionTest.Of(k1, n1, k2, n2, Alternative.TwoSided),
            exact);
    }
}
