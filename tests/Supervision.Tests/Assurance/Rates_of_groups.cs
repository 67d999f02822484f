using Supervision.Assurance;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

public sealed class Rates_of_groups
{
    /// <summary>
    /// COMPAS in Broward County, two years, 7,214 people: counts of score against reoffending as ProPublica published
    /// them (Larson et al. 2016, "How we analyzed the COMPAS recidivism algorithm"), also in Aequitas' example data.
    /// </summary>
    private static readonly GroupTally Compas = GroupTally.Of(
    [
        new("African-American", new ConfusionTable(1369, 805, 990, 532)),
        new("Caucasian", new ConfusionTable(505, 349, 1139, 461)),
        new("Hispanic", new ConfusionTable(103, 87, 318, 129)),
    ]);

    /// <summary>
    /// Aequitas (dssg/aequitas), example compas_demo, bias table against Caucasian: ppr, pprev, fpr, fnr, fdr and for
    /// disparities of African-American, fpr and fnr of Hispanic.
    /// </summary>
    [Theory]
    [InlineData("African-American", GroupMetric.SelectionRate, 1.690224)]
    [InlineData("African-American", GroupMetric.FalsePositiveRate, 1.912093)]
    [InlineData("African-American", GroupMetric.FalseNegativeRate, 0.586416)]
    [InlineData("African-American", GroupMetric.FalseDiscoveryRate, 0.906085)]
    [InlineData("African-American", GroupMetric.FalseOmissionRate, 1.213154)]
    [InlineData("Hispanic", GroupMetric.FalsePositiveRate, 0.916)]
    [InlineData("Hispanic", GroupMetric.FalseNegativeRate, 1.165)]
    public void Stand_to_the_reference_as_Aequitas_publishes(string group, GroupMetric metric, double ratio)
    {
        var compared = GroupComparison.Of(Compas.Groups[group], Compas.Groups["Caucasian"], metric, 0.95);

        Assert.Equal(ratio, compared.Ratio.Known().Value, ratio == Math.Round(ratio, 3) ? 3 : 6);
    }

    /// <summary>Aequitas, the same table: ppr disparity of African-American.</summary>
    [Fact]
    public void Give_the_share_of_the_selected_that_Aequitas_publishes()
    {
        var ratio = ShareOfSelected.Of(Compas.Groups["African-American"], 3317, 0.95).Known().Value
            / ShareOfSelected.Of(Compas.Groups["Caucasian"], 3317, 0.95).Known().Value;

        Assert.Equal(2.546, ratio, 3);
    }

    /// <summary>
    /// ProPublica (2016), notebook "compas-analysis", tables for black and for white defendants, in per cent.
    /// </summary>
    [Theory]
    [InlineData("African-American", 44.85, 27.99, 0.63)]
    [InlineData("Caucasian", 23.45, 47.72, 0.59)]
    public void Are_what_ProPublica_published(
        string group, double falsePositive, double falseNegative, double predictive)
    {
        var table = Compas.Groups[group];

        Assert.Equal(falsePositive, 100 * Rate(table, GroupMetric.FalsePositiveRate), 2);
        Assert.Equal(falseNegative, 100 * Rate(table, GroupMetric.FalseNegativeRate), 2);
        Assert.Equal(predictive, Rate(table, GroupMetric.PositivePredictiveValue), 2);
    }

    /// <summary>
    /// DUO 2014, counts of Statistics Netherlands in tens (Algorithm Audit, DUO-CUB, table 1): students, selected for a
    /// control, unduly. The rates and ratios follow from these counts by division.
    /// </summary>
    [Theory]
    [InlineData(248_650, 3_180, 1_240, 1.279, 39.0)]
    [InlineData(178_200, 1_050, 130, 0.589, 12.4)]
    [InlineData(15_630, 120, 50, 0.768, 41.7)]
    [InlineData(54_820, 2_010, 1_060, 3.667, 52.7)]
    public void Are_those_of_DUO(int students, int selected, int unduly, double rate, double hits)
    {
        var table = new ConfusionTable(unduly, selected - unduly, students - selected, 0);

        Assert.Equal(rate, 100 * Rate(table, GroupMetric.SelectionRate), 3);
        Assert.Equal(hits, 100 * Rate(table, GroupMetric.PositivePredictiveValue), 1);
    }

    /// <summary>
    /// DUO, the same tables: selection outside Europe against the Netherlands, 2014 and 2019; category 1.
    /// </summary>
    [Theory]
    [InlineData(2_010, 54_820, 1_050, 178_200, 6.22)]
    [InlineData(7_280, 54_820, 8_670, 178_200, 2.73)]
    [InlineData(640, 19_580, 260, 27_890, 3.51)]
    public void Stand_to_each_other_as_those_of_DUO(
        int selected, int students, int ofReference, int reference, double ratio)
    {
        var compared = GroupComparison.Of(
            new ConfusionTable(0, selected, students - selected, 0),
            new ConfusionTable(0, ofReference, reference - ofReference, 0),
            GroupMetric.SelectionRate,
            0.95);

        Assert.Equal(ratio, compared.Ratio.Known().Value, 2);
        Assert.Equal(Band.Above, compared.Band);
    }

    [Theory]
    [InlineData(0.79, Band.Below)]
    [InlineData(0.8, Band.Within)]
    [InlineData(1.25, Band.Within)]
    [InlineData(1.26, Band.Above)]
    public void Lie_in_a_band_whose_ends_belong_to_it(double ratio, Band band) =>
        Assert.Equal(band, FourFifthsBand.Of(ratio));

    [Fact]
    public void Are_tested_exactly_when_a_cell_is_small()
    {
        var small = GroupComparison.Of(new(2, 0, 5, 0), new(1, 3, 60, 0), GroupMetric.SelectionRate, 0.95);
        var large = GroupComparison.Of(new(200, 0, 500, 0), new(100, 300, 600, 0), GroupMetric.SelectionRate, 0.95);

        Assert.True(small.IsExact);
        Assert.False(large.IsExact);
    }

    [Fact]
    public void Add_up_over_an_intersection()
    {
        var tally = GroupTally.Of(
        [
            new(GroupTally.Both("woman", "young"), new ConfusionTable(1, 2, 3, 4)),
            new(GroupTally.Both("man", "young"), new ConfusionTable(5, 6, 7, 8)),
        ]);

        Assert.Equal(["man × young", "woman × young"], tally.Groups.Keys);
        Assert.Equal(new ConfusionTable(6, 8, 10, 12), tally.Total());
    }

    /// <summary>By hand: of negatives, 10 of 50 of weight 1 and 30 of 50 of weight 3: 100 of 200.</summary>
    [Fact]
    public void Let_the_few_who_were_checked_speak_for_all()
    {
        var rate = GroupRate.Of(OutcomeTally.Of([new(1, 10, 40), new(3, 30, 20)]), GroupMetric.FalsePositiveRate, 0.95);

        Assert.Equal(0.5, rate.Known().Value, 12);
        Assert.Equal(200 * 200 / 500.0, rate.Known().EffectiveCount, 12);
        GroupRate.Of(OutcomeTally.Empty, GroupMetric.FalsePositiveRate, 0.95).Lacks(Lack.NoNegatives);
    }

    [Theory]
    [InlineData(GroupMetric.SelectionRate, Lack.NoCases)]
    [InlineData(GroupMetric.FalsePositiveRate, Lack.NoNegatives)]
    [InlineData(GroupMetric.FalseNegativeRate, Lack.NoPositives)]
    [InlineData(GroupMetric.PositivePredictiveValue, Lack.NoneSelected)]
    [InlineData(GroupMetric.FalseDiscoveryRate, Lack.NoneSelected)]
    [InlineData(GroupMetric.FalseOmissionRate, Lack.NoneUnselected)]
    [InlineData(GroupMetric.Prevalence, Lack.NoCases)]
    public void Say_what_an_empty_group_lacks(GroupMetric metric, Lack lack) =>
        GroupRate.Of(ConfusionTable.Empty, metric, 0.95).Lacks(lack);

    private static double Rate(ConfusionTable table, GroupMetric metric) =>
        GroupRate.Of(table, metric, 0.95).Known().Value;
}
