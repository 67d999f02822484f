using Supervision.Assurance;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

public sealed class An_interval_of_a_proportion
{
    /// <summary>
    /// Newcombe, R. G. (1998), "Two-sided confidence intervals for the single proportion: comparison of seven methods",
    /// Statistics in Medicine 17, 857–872, table I, 95 per cent: method 3 (Wilson) and method 5 (Clopper and Pearson).
    /// </summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662, 0.2527, 0.3676)]
    [InlineData(15, 148, 0.0624, 0.1605, 0.0578, 0.1617)]
    [InlineData(0, 20, 0.0000, 0.1611, 0.0000, 0.1684)]
    [InlineData(1, 29, 0.0061, 0.1718, 0.0009, 0.1776)]
    public void Is_what_Newcombe_published(
        int hits, int trials, double lower, double upper, double exactLower, double exactUpper)
    {
        var wilson = WilsonInterval.Of(hits, trials, Figures.Confidence).Known();
        var exact = ClopperPearsonInterval.Of(hits, trials, Figures.Confidence).Known();

        Assert.Equal(lower, wilson.Lower, 4);
        Assert.Equal(upper, wilson.Upper, 4);
        Assert.Equal(exactLower, exact.Lower, 4);
        Assert.Equal(exactUpper, exact.Upper, 4);
    }

    /// <summary>R, stats::binom.test, example "Conover (1971), p. 97f": binom.test(682, 925, p = 0.75).</summary>
    [Fact]
    public void Is_what_R_prints()
    {
        var exact = ClopperPearsonInterval.Of(682, 925, Figures.Confidence).Known();

        Assert.Equal(0.7372973, exact.Value, 7);
        Assert.Equal(0.7076683, exact.Lower, 7);
        Assert.Equal(0.7654066, exact.Upper, 7);
    }

    [Fact]
    public void Carries_its_count_and_its_confidence()
    {
        var interval = WilsonInterval.Of(3, 12, 0.9).Known();

        Assert.Equal((0.25, 0.9), (interval.Value, interval.Confidence));
        Assert.Equal((12L, 12.0), (interval.Count, interval.EffectiveCount));
    }

    [Fact]
    public void Is_mirrored_when_hits_and_misses_change_places()
    {
        for (var k = 0; k <= 30; k++)
        {
            var one = ClopperPearsonInterval.Of(k, 30, 0.99).Known();
            var other = ClopperPearsonInterval.Of(30 - k, 30, 0.99).Known();

            Assert.Equal(one.Lower, 1 - other.Upper, 9);
            Assert.True(one.Holds(k / 30.0));
        }
    }

    [Fact]
    public void Does_not_exist_without_trials()
    {
        WilsonInterval.Of(0, 0, 0.95).Lacks(Lack.NoCases);
        ClopperPearsonInterval.Of(0, 0, 0.95).Lacks(Lack.NoCases);
        WeightedProportion.Of(OutcomeTally.Empty, 0.95).Lacks(Lack.NoCases);
    }

    [Theory]
    [InlineData(-1, 10, 0.95)]
    [InlineData(11, 10, 0.95)]
    [InlineData(5, 10, 0)]
    [InlineData(5, 10, 1)]
    public void Is_refused_for_what_no_data_can_be(int hits, int trials, double confidence)
    {
        Assert.ThrowsAny<ArgumentException>(() => WilsonInterval.Of(hits, trials, confidence));
        Assert.ThrowsAny<ArgumentException>(() => ClopperPearsonInterval.Of(hits, trials, confidence));
    }

    /// <summary>By hand: weights 1, 1, 1, 1, 2 have (Σw)²/Σw² = 36/8 (Kish 1965, section 11.7).</summary>
    [Fact]
    public void Rests_on_fewer_cases_when_weights_differ()
    {
        var share = WeightedProportion.Of(OutcomeTally.Of([new(1, 1, 3), new(2, 1, 0)]), 0.95).Known();

        Assert.Equal(0.5, share.Value, 12);
        Assert.Equal(4.5, share.EffectiveCount, 12);
        Assert.Equal(5, share.Count);
    }

    [Fact]
    public void Is_Wilsons_when_all_weights_are_alike()
    {
        var weighted = WeightedProportion.Of(OutcomeTally.Of(15, 133, weight: 7), 0.95).Known();
        var plain = WilsonInterval.Of(15, 148, 0.95).Known();

        Assert.Equal(plain.Lower, weighted.Lower, 12);
        Assert.Equal(plain.Upper, weighted.Upper, 12);
    }
}
