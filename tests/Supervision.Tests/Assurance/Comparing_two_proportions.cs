using Supervision.Assurance;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Intervals;

namespace Supervision.Tests.Assurance;

public sealed class Comparing_two_proportions
{
    /// <summary>
    /// Newcombe, R. G. (1998), "Interval estimation for the difference between independent proportions: comparison of
    /// eleven methods", Statistics in Medicine 17, 873–890, table II, rows (a) to (h), method 10, 95 per cent.
    /// </summary>
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    [InlineData(10, 10, 0, 10, 0.6075, 1.0000)]
    public void Gives_the_difference_that_Newcombe_published(
        int k1, int n1, int k2, int n2, double lower, double upper)
    {
        var difference = NewcombeDifference.Of(k1, n1, k2, n2, Figures.Confidence).Known();

        Assert.Equal(lower, difference.Lower, 4);
        Assert.Equal(upper, difference.Upper, 4);
        Assert.Equal(n1 + n2, difference.Count);
    }

    /// <summary>
    /// SAS, PROC FREQ (RELRISK), admissions at Berkeley, department A and B, as printed by Penn State, STAT 504, lesson
    /// 3, berkeley_SAS_Output: "Relative Risk (Column 1)" and "(Column 2)", rejected and accepted, men against women.
    /// </summary>
    [Theory]
    [InlineData(313, 825, 19, 108, 2.1566, 1.4206, 3.2737)]
    [InlineData(512, 825, 89, 108, 0.7531, 0.6799, 0.8341)]
    [InlineData(207, 560, 8, 25, 1.1551, 0.6457, 2.0664)]
    [InlineData(353, 560, 17, 25, 0.9270, 0.7032, 1.2220)]
    public void Gives_the_ratio_that_SAS_prints(
        int k1, int n1, int k2, int n2, double ratio, double lower, double upper)
    {
        var found = RiskRatio.Of(k1, n1, k2, n2, Figures.Confidence).Known();

        Assert.Equal(ratio, found.Value, 4);
        Assert.Equal(lower, found.Lower, 4);
        Assert.Equal(upper, found.Upper, 4);
    }

    /// <summary>
    /// Algorithm Audit (2024), "Vooringenomenheid voorkomen", TA:AA:2024:01, random samples of 2014 and 2017: education
    /// mbo 3-4 above wo, hbo above wo; age 15–18 above 21–22; living within 5 km above farther.
    /// </summary>
    [Theory]
    [InlineData(4, 53, 4, 169, 1.765, 3, 0.0387, 4)]
    [InlineData(5, 150, 4, 169, 0.52, 2, 0.30, 2)]
    [InlineData(2, 24, 1, 76, 1.757, 3, 0.0395, 4)]
    [InlineData(10, 71, 4, 316, 5.23, 2, 0.0000, 4)]
    public void Tests_as_the_audit_of_DUO_did(
        int k1, int n1, int k2, int n2, double z, int zDigits, double p, int pDigits)
    {
        var test = TwoProportionTest.Of(k1, n1, k2, n2, Alternative.Greater).Known();

        Assert.Equal(z, test.Statistic, zDigits);
        Assert.Equal(p, test.PValue, pDigits);
    }

    /// <summary>
    /// SAS, PROC FREQ (CHISQ), admissions at Berkeley: all departments (University of Toronto, STA429, handout 3) and
    /// department A (Penn State, STAT 504, lesson 3): Pearson's chi-square, which is z².
    /// </summary>
    [Theory]
    [InlineData(1198, 2691, 557, 1835, 92.2053)]
    [InlineData(512, 825, 89, 108, 17.2480)]
    [InlineData(353, 560, 17, 25, 0.2537)]
    public void Squares_to_the_chi_square_that_SAS_prints(int k1, int n1, int k2, int n2, double chiSquare)
    {
        var test = TwoProportionTest.Of(k1, n1, k2, n2, Alternative.TwoSided).Known();

        Assert.Equal(chiSquare, test.Statistic * test.Statistic, 4);
    }

    [Fact]
    public void Turns_its_sign_when_the_groups_change_places()
    {
        var one = NewcombeDifference.Of(9, 40, 5, 60, 0.95).Known();
        var other = NewcombeDifference.Of(5, 60, 9, 40, 0.95).Known();
        var test = TwoProportionTest.Of(9, 40, 5, 60, Alternative.Greater).Known();
        var turned = TwoProportionTest.Of(5, 60, 9, 40, Alternative.Less).Known();

        Assert.Equal(one.Lower, -other.Upper, 12);
        Assert.Equal(one.Upper, -other.Lower, 12);
        Assert.Equal(test.PValue, turned.PValue, 12);
        Assert.Equal(
            1 / RiskRatio.Of(9, 40, 5, 60, 0.95).Known().Upper, RiskRatio.Of(5, 60, 9, 40, 0.95).Known().Lower, 12);
    }

    [Fact]
    public void Says_why_it_cannot_be_done()
    {
        NewcombeDifference.Of(0, 0, 1, 5, 0.95).Lacks(Lack.NoCases);
        RiskRatio.Of(0, 5, 1, 5, 0.95).Lacks(Lack.NoEventsInGroup);
        RiskRatio.Of(1, 5, 0, 5, 0.95).Lacks(Lack.NoEventsInReference);
        RiskRatio.Of(0, 0, 1, 5, 0.95).Lacks(Lack.NoCases);
        TwoProportionTest.Of(1, 5, 0, 0, Alternative.TwoSided).Lacks(Lack.NoCases);
        TwoProportionTest.Of(0, 5, 0, 7, Alternative.TwoSided).Lacks(Lack.NoVariation);
        TwoProportionTest.Of(5, 5, 7, 7, Alternative.TwoSided).Lacks(Lack.NoVariation);
    }
}
