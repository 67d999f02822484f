using Supervision.Assurance;
using Supervision.Assurance.Drift;
using Supervision.Assurance.Stability;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

public sealed class Staying_and_drifting
{
    /// <summary>
    /// Two samples of 110 from one distribution over eleven bins: the index is some 0.2 by chance alone, and must not
    /// be taken for a shift above 0.25.
    /// </summary>
    [Fact]
    public void Does_not_take_two_small_samples_of_the_same_for_a_shift()
    {
        var (refuted, excludes) = (0, 0);
        for (var seed = 1UL; seed <= 100; seed++)
        {
            var chance = new Chance(seed);
            var found = PopulationStabilityIndex.Of(Drawn(ref chance), Drawn(ref chance), 0.95).Value!.Value;
            refuted += found.Lower > 0.25 ? 1 : 0;
            excludes += found.Value < found.Lower || found.Value > found.Upper ? 1 : 0;
        }

        Assert.InRange(refuted, 0, 5);
        Assert.Equal(0, excludes);

        static long[] Drawn(ref Chance chance)
        {
            var bins = new long[11];
            for (var i = 0; i < 110; i++)
                bins[chance.Below(11)]++;
            return bins;
        }
    }

    private static readonly PairTable Levels =
        PairTable.Of(new long[,] { { 60, 8, 2 }, { 5, 15, 1 }, { 0, 2, 7 } });

    /// <summary>
    /// By hand: 18 of 100 off the diagonal, 2 of 100 two steps off; Wilson's interval by its own tests.
    /// </summary>
    [Fact]
    public void Counts_who_changes_level_and_how_far()
    {
        var changed = ShareChanged.Of(Levels, 0.95).Known();

        Assert.Equal((0.18, 100L), (changed.Value, changed.Count));
        Assert.Equal(0.02, ShareChanged.Of(Levels, 0.95, steps: 2).Known().Value);
        Assert.True(changed.Holds(0.18));
    }

    /// <summary>By hand: r = 0.8 gives 2·0.8/1.8 = 0.888…; data of five pairs with r = 8/10.</summary>
    [Fact]
    public void Doubles_half_a_test_as_Spearman_and_Brown_did()
    {
        var halves = SplitHalves.Of([(1, 2), (2, 1), (3, 4), (4, 3), (5, 5)], 0.95).Known();

        Assert.Equal(1.6 / 1.8, halves.Value, 12);
        Assert.True(halves.Holds(halves.Value));
    }

    [Fact]
    public void Splits_into_halves_that_a_seed_repeats()
    {
        var half = Halves.Of(101, 5);

        Assert.Equal(51, half.Count(first => first));
        Assert.Equal(half, Halves.Of(101, 5));
        Assert.NotEqual(half, Halves.Of(101, 6));
    }

    /// <summary>By hand: shares .5 .5 then and .6 .4 now: .1·ln 1.2 − .1·ln .8 = .1·ln 1.5.</summary>
    [Fact]
    public void Measures_a_shift_of_bins_as_worked_by_hand()
    {
        var index = PopulationStabilityIndex.Of([500, 500], [600, 400], 0.95).Known();

        Assert.Equal(0.1 * Math.Log(1.5), index.Value, 12);
        Assert.True(index.Lower > 0);
        Assert.Equal(2_000, index.Count);
    }

    [Fact]
    public void Is_alike_both_ways_and_blind_to_the_number_of_cases()
    {
        var one = Index([100, 300, 200], [150, 250, 200]);

        Assert.Equal(one, Index([150, 250, 200], [100, 300, 200]), 12);
        Assert.Equal(one, Index([1_000, 3_000, 2_000], [150, 250, 200]), 12);
        Assert.Equal(0, Index([100, 300], [200, 600]), 12);
    }

    [Fact]
    public void Says_that_a_new_bin_is_a_shift() => Assert.True(Index([500, 500, 0], [400, 400, 200]) > 0.25);

    /// <summary>Smirnov, N. (1948), Annals of Mathematical Statistics 19, 279–281: one less the tabled L(z).</summary>
    [Theory]
    [InlineData(0.50, 0.036055)]
    [InlineData(1.00, 0.730000)]
    [InlineData(1.50, 0.977782)]
    [InlineData(2.00, 0.999329)]
    public void Knows_the_distribution_that_Smirnov_tabled(double z, double below) =>
        Assert.Equal(1 - below, KolmogorovSmirnov.Above(z), 6);

    /// <summary>By hand: at 2 all four of the one are at or below, and one of four of the other: D = 3/4.</summary>
    [Fact]
    public void Finds_the_widest_gap()
    {
        var test = KolmogorovSmirnov.Of([new(1, 2), new(2, 2)], [new(2, 1), new(3, 3)]).Known();

        Assert.Equal(0.75, test.Statistic, 12);
        Assert.Equal(KolmogorovSmirnov.Above(0.75 * Math.Sqrt(2)), test.PValue, 12);
        Assert.Equal(8, test.Count);
    }

    [Fact]
    public void Sees_a_share_that_has_moved()
    {
        var shift = ShareShift.Of(10, 71, 4, 316, 0.95);

        Assert.True(shift.Difference.Known().Lower > 0);
        Assert.True(shift.Test.Known().PValue < 0.001);
    }

    /// <summary>
    /// Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 5: none of twenty leaves 0.1684.
    /// </summary>
    [Fact]
    public void Says_how_many_unequal_twins_silence_leaves_possible()
    {
        var twins = TwinDifferences.Of(0, 20, 0.95).Known();

        Assert.Equal(0, twins.Lower);
        Assert.Equal(0.1684, twins.Upper, 4);
    }

    [Fact]
    public void Says_what_it_lacks()
    {
        TwinDifferences.Of(0, 0, 0.95).Lacks(Lack.NoCases);
        ShareChanged.Of(PairTable.Of(3, []), 0.95).Lacks(Lack.NoCases);
        SplitHalves.Of([(1, 2), (2, 1), (3, 4)], 0.95).Lacks(Lack.TooFewPairs);
        SplitHalves.Of([(1, 2), (1, 1), (1, 4), (1, 5)], 0.95).Lacks(Lack.NoVariation);
        SplitHalves.Of([(1, 1), (2, 2), (3, 3), (4, 4)], 0.95).Lacks(Lack.NoVariation);
        PopulationStabilityIndex.Of([0, 0], [1, 2], 0.95).Lacks(Lack.NoCases);
        KolmogorovSmirnov.Of([], [new(1, 1)]).Lacks(Lack.NoCases);
        ShareShift.Of(0, 0, 1, 5, 0.95).Difference.Lacks(Lack.NoCases);
    }

    private static double Index(long[] then, long[] now) =>
        PopulationStabilityIndex.Of(then, now, 0.95).Known().Value;
}
