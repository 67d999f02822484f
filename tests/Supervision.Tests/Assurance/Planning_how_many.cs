using Supervision.Assurance;
using Supervision.Assurance.Hypotheses;
using Supervision.Assurance.Power;

namespace Supervision.Tests.Assurance;

public sealed class Planning_how_many
{
    /// <summary>
    /// Algorithm Audit (June 2024), sample sizes for the random control group of DUO, k = 0.225: nB + nA for
    /// proportions A and B, level and power. (For 1 and 2 per cent, 0.05 and 0.9 the slide prints 5,477, a turned
    /// digit.)
    /// </summary>
    [Theory]
    [InlineData(0.01, 0.02, 0.05, 0.8, 3_933, 885)]
    [InlineData(0.01, 0.02, 0.05, 0.9, 5_447, 1_226)]
    [InlineData(0.01, 0.02, 0.01, 0.8, 6_383, 1_437)]
    [InlineData(0.01, 0.02, 0.01, 0.9, 8_279, 1_863)]
    [InlineData(0.01, 0.07, 0.05, 0.8, 188, 43)]
    [InlineData(0.01, 0.07, 0.05, 0.9, 260, 59)]
    [InlineData(0.01, 0.07, 0.01, 0.8, 305, 69)]
    [InlineData(0.01, 0.07, 0.01, 0.9, 395, 89)]
    [InlineData(0.02, 0.20, 0.05, 0.8, 48, 11)]
    [InlineData(0.02, 0.20, 0.05, 0.9, 66, 15)]
    [InlineData(0.02, 0.20, 0.01, 0.8, 77, 18)]
    [InlineData(0.02, 0.20, 0.01, 0.9, 100, 23)]
    public void Asks_for_as_many_as_the_audit_of_DUO(double a, double b, double level, double power, int nB, int nA) =>
        Assert.Equal(new RequiredSampleSize(nA, nB), RequiredSampleSize.Of(a, b, 0.225, level, power));

    /// <summary>
    /// R, stats::power.prop.test, examples: n = 50, p1 = .50, p2 = .75 has power 0.740; power .90 takes n = 76.7.
    /// </summary>
    [Theory]
    [InlineData(50, 0.740)]
    [InlineData(76.7068, 0.900)]
    public void Has_the_power_that_R_documents(double n, double power) =>
        Assert.Equal(power, TwoProportionPower.Value(0.5, n, 0.75, n, 0.05, Alternative.TwoSided), 3);

    [Fact]
    public void Finds_at_its_level_what_is_not_there()
    {
        Assert.Equal(0.05, TwoProportionPower.Of(0.3, 500, 0.3, 700, 0.05).Known(), 10);
        Assert.Equal(0.01, TwoProportionPower.Of(0.3, 500, 0.3, 700, 0.01, Alternative.Greater).Known(), 10);
    }

    [Fact]
    public void Detects_at_least_what_it_says_it_can()
    {
        var least = MinimumDetectableDifference.Of(0.2, 250, 250, 0.05, 0.8).Known();

        Assert.Equal(0.8, TwoProportionPower.Of(0.2 + least, 250, 0.2, 250, 0.05).Known(), 6);
        Assert.InRange(least, 0.10, 0.12);
    }

    [Fact]
    public void Says_when_no_difference_is_within_reach()
    {
        MinimumDetectableDifference.Of(0.2, 2, 2, 0.05, 0.8).Lacks(Lack.OutOfReach);
        MinimumDetectableDifference.Of(0.2, 0, 100, 0.05, 0.8).Lacks(Lack.NoCases);
        MinimumDetectableDifference.Of(1, 100, 100, 0.05, 0.8).Lacks(Lack.OutOfReach);
        TwoProportionPower.Of(0.2, 0, 0.3, 100, 0.05).Lacks(Lack.NoCases);
    }

    [Fact]
    public void Refuses_what_cannot_be_planned()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RequiredSampleSize.Of(0.1, 0.1, 1, 0.05, 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => RequiredSampleSize.Of(0.1, 0.2, 0, 0.05, 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => RequiredSampleSize.Of(0.1, 0.2, 1, 0, 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoProportionPower.Of(1.1, 5, 0.2, 5, 0.05));
    }
}
