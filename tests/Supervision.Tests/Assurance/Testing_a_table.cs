using Supervision.Assurance;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

public sealed class Testing_a_table
{
    /// <summary>
    /// Admissions at Berkeley by department: men and women admitted, men and women rejected (R, UCBAdmissions).
    /// </summary>
    private static readonly FourfoldTable[] Berkeley =
    [
        new(512, 89, 313, 19), new(353, 17, 207, 8), new(120, 202, 205, 391),
        new(138, 131, 279, 244), new(53, 94, 138, 299), new(22, 24, 351, 317),
    ];

    /// <summary>Penicillin and rabbits, Agresti (1990), pages 231–237 (R, example of mantelhaen.test).</summary>
    private static readonly FourfoldTable[] Rabbits =
        [new(0, 6, 0, 5), new(3, 3, 0, 6), new(6, 0, 2, 4), new(5, 1, 6, 0), new(2, 0, 5, 0)];

    /// <summary>
    /// Fisher's tea taster (Agresti 1990, page 61) and his convictions of twins: R, stats::fisher.test, p-values of the
    /// examples; the tea output in full at Penn State, STAT 504, lesson 3, TeaLady.out.
    /// </summary>
    [Theory]
    [InlineData(3, 1, 1, 3, Alternative.Greater, 0.2429, 4)]
    [InlineData(3, 1, 1, 3, Alternative.TwoSided, 0.4857, 4)]
    [InlineData(2, 15, 10, 3, Alternative.Less, 0.0004652, 7)]
    [InlineData(2, 15, 10, 3, Alternative.TwoSided, 0.0005367, 7)]
    public void Is_exact_as_R_prints_it(int a, int b, int c, int d, Alternative alternative, double p, int digits) =>
        Assert.Equal(p, FisherExactTest.Of(new FourfoldTable(a, b, c, d), alternative).Known().PValue, digits);

    /// <summary>
    /// SAS, PROC FREQ, Berkeley, department B (Penn State, STAT 504, lesson 3): Fisher's two-sided Pr &lt;= P.
    /// </summary>
    [Fact]
    public void Is_exact_as_SAS_prints_it() =>
        Assert.Equal(0.6771, FisherExactTest.Of(new(207, 353, 8, 17), Alternative.TwoSided).Known().PValue, 4);

    /// <summary>R, stats::chisq.test, example Agresti (2007), page 39: party by gender.</summary>
    [Fact]
    public void Finds_party_to_depend_on_gender_as_R_does()
    {
        var test = ChiSquareTest.Of(new long[,] { { 762, 327, 468 }, { 484, 239, 477 } }).Known();

        Assert.Equal(30.07, test.Statistic, 2);
        Assert.Equal(2.954e-07, test.PValue, 10);
        Assert.Equal(2757, test.Count);
    }

    /// <summary>
    /// R, stats::prop.test, example Fleiss (1981), page 139: smokers among patients of four hospitals.
    /// </summary>
    [Fact]
    public void Finds_hospitals_to_differ_as_R_does()
    {
        var test = ChiSquareTest.Of(new long[,] { { 83, 3 }, { 90, 3 }, { 129, 7 }, { 70, 12 } }).Known();

        Assert.Equal(12.6, test.Statistic, 1);
        Assert.Equal(0.005585, test.PValue, 6);
    }

    /// <summary>R, stats::mantelhaen.test(UCBAdmissions), with and without correct; odds ratio and interval.</summary>
    [Fact]
    public void Finds_no_dependence_within_departments_as_R_does()
    {
        var corrected = MantelHaenszelTest.Of(Berkeley, corrected: true).Known();
        var plain = MantelHaenszelTest.Of(Berkeley, corrected: false).Known();
        var odds = MantelHaenszelOddsRatio.Of(Berkeley, Figures.Confidence).Known();

        Assert.Equal(1.4269, corrected.Statistic, 4);
        Assert.Equal(0.2323, corrected.PValue, 4);
        Assert.Equal(1.5246, plain.Statistic, 4);
        Assert.Equal(0.2169, plain.PValue, 4);
        Assert.Equal(0.9046968, odds.Value, 7);
        Assert.Equal(0.7719074, odds.Lower, 7);
        Assert.Equal(1.0603298, odds.Upper, 7);
        Assert.Equal(4526, odds.Count);
    }

    /// <summary>R, stats::mantelhaen.test(Rabbits).</summary>
    [Fact]
    public void Finds_penicillin_to_help_as_R_does()
    {
        var test = MantelHaenszelTest.Of(Rabbits, corrected: true).Known();
        var odds = MantelHaenszelOddsRatio.Of(Rabbits, Figures.Confidence).Known();

        Assert.Equal(3.9286, test.Statistic, 4);
        Assert.Equal(0.04747, test.PValue, 5);
        Assert.Equal(7, odds.Value, 10);
        Assert.Equal(1.026713, odds.Lower, 6);
        Assert.Equal(47.725133, odds.Upper, 5);
    }

    [Fact]
    public void Is_the_same_in_any_order_of_strata_and_turned_with_the_groups()
    {
        var turned = Berkeley.Reverse().Select(at => new FourfoldTable(at.B, at.A, at.D, at.C)).ToArray();

        Assert.Equal(
            MantelHaenszelTest.Of(Berkeley, true).Known().Statistic,
            MantelHaenszelTest.Of(turned, true).Known().Statistic,
            10);
        Assert.Equal(
            1 / MantelHaenszelOddsRatio.Of(Berkeley, 0.95).Known().Value,
            MantelHaenszelOddsRatio.Of(turned, 0.95).Known().Value,
            12);
    }

    [Fact]
    public void Says_why_it_cannot_be_done()
    {
        FisherExactTest.Of(default, Alternative.TwoSided).Lacks(Lack.NoCases);
        FisherExactTest.Of(new(3, 4, 0, 0), Alternative.TwoSided).Lacks(Lack.NoVariation);
        ChiSquareTest.Of(new long[2, 2]).Lacks(Lack.NoCases);
        ChiSquareTest.Of(new long[,] { { 5, 0 }, { 7, 0 } }).Lacks(Lack.NoVariation);
        MantelHaenszelTest.Of([], true).Lacks(Lack.NoCases);
        MantelHaenszelTest.Of([new(3, 4, 0, 0)], true).Lacks(Lack.NoVariation);
        MantelHaenszelOddsRatio.Of([new(3, 0, 4, 0)], 0.95).Lacks(Lack.NoVariation);
    }

    [Fact]
    public void Refuses_counts_below_zero() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourfoldTable(1, -1, 0, 0));
}
