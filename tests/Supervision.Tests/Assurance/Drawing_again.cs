using Supervision.Assurance;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Intervals;

namespace Supervision.Tests.Assurance;

public sealed class Drawing_again
{
    /// <summary>
    /// Spatial ability of 26 neurologically impaired children, test A: Efron, B. and Tibshirani, R. J. (1993), An
    /// Introduction to the Bootstrap, table 14.1.
    /// </summary>
    private static readonly double[] Spatial =
    [
        48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41,
    ];

    /// <summary>Efron and Tibshirani (1993), section 14.2 and 14.3: θ = 171.5, acceleration 0.061.</summary>
    [Fact]
    public void Has_the_figure_and_the_acceleration_that_Efron_published()
    {
        var once = Enumerable.Repeat(1L, Spatial.Length).ToArray();

        Assert.Equal(171.5, Variance(once)!.Value, 1);
        Assert.Equal(0.061, BcaInterval.Acceleration(once, Variance)!.Value, 3);
    }

    /// <summary>
    /// The same, table 14.2: BCa (115.8, 259.6) and percentile (100.8, 233.9), each from 2,000 rounds; two runs of so
    /// many differ by several, so they are held to within five in the hundred.
    /// </summary>
    [Fact]
    public void Has_about_the_intervals_that_Efron_published()
    {
        var once = Enumerable.Repeat(1L, Spatial.Length).ToArray();
        var bca = BcaInterval.Of(once, Variance, 20_000, Figures.Seed, 0.90).Known();
        var drawn = CellBootstrap.Draw(once, Variance, 20_000, Figures.Seed);
        var percentile = PercentileInterval.Of(171.5, drawn, 0.90, 26).Known();

        Assert.InRange(bca.Lower / 115.8, 0.95, 1.05);
        Assert.InRange(bca.Upper / 259.6, 0.95, 1.05);
        Assert.InRange(percentile.Lower / 100.8, 0.95, 1.05);
        Assert.InRange(percentile.Upper / 233.9, 0.95, 1.05);
    }

    /// <summary>
    /// SplitMix64 from seed 1234567: the first outputs as published with the reference implementation (Vigna 2015;
    /// Rosetta Code, "Pseudo-random numbers/Splitmix64").
    /// </summary>
    [Fact]
    public void Starts_from_chance_with_published_outputs()
    {
        var chance = new Chance(1234567);

        ulong[] published =
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(published, Enumerable.Range(0, 5).Select(_ => chance.Next()));
    }

    /// <summary>
    /// Poisson probabilities of mean 1: e⁻¹ = .3679, .3679, .1839 (any table); of mean m: mean and variance m.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void Draws_numbers_that_are_Poisson(int mean)
    {
        const int Draws = 200_000;
        var table = new PoissonTable(mean);
        var chance = new Chance(11);
        var (sum, squares, none) = (0.0, 0.0, 0);
        for (var i = 0; i < Draws; i++)
        {
            double off = table.Draw(ref chance) - mean;
            sum += off;
            squares += off * off;
            none += off == -mean ? 1 : 0;
        }

        // Six errors of a mean of so many draws, and of a variance.
        Assert.Equal(0, sum / Draws, 6 * Math.Sqrt((double)mean / Draws));
        Assert.Equal(1, squares / Draws / mean, 6 * Math.Sqrt((2.0 + (1.0 / mean)) / Draws));
        if (mean == 1)
            Assert.Equal(0.3679, (double)none / Draws, 0.006);
    }

    [Fact]
    public void Gives_the_same_bits_for_the_same_seed_however_many_do_the_work()
    {
        long[] counts = [30, 70, 500, 3];

        Assert.Equal(CellBootstrap.Draw(counts, Share, 500, 5), CellBootstrap.Draw(counts, Share, 500, 5));
        Assert.NotEqual(CellBootstrap.Draw(counts, Share, 500, 5), CellBootstrap.Draw(counts, Share, 500, 6));
    }

    /// <summary>
    /// Pinned on purpose: whoever changes how chance is drawn changes every report that names a seed.
    /// </summary>
    [Fact]
    public void Still_draws_what_it_drew()
    {
        var drawn = CellBootstrap.Draw([30, 70, 500, 3], counts => counts[0] + (1_000.0 * counts[2]), 100, 1);

        Assert.Equal([473_032.0, 496_033, 525_030, 512_027], drawn[..4].Select(figure => figure!.Value));
    }

    [Fact]
    public void Widens_with_confidence_and_narrows_with_cases()
    {
        var few = BcaInterval.Of([30, 70], Share, 1_000, 1, 0.95).Known();
        var surer = BcaInterval.Of([30, 70], Share, 1_000, 1, 0.99).Known();
        var many = BcaInterval.Of([3_000, 7_000], Share, 1_000, 1, 0.95).Known();

        Assert.True(surer.Width > few.Width);
        Assert.InRange(few.Width / many.Width, 8, 12);
    }

    /// <summary>By hand: 60/80 − 40/120 and 20/50 − 10/150, weighted by their 200 cases each.</summary>
    [Fact]
    public void Gives_disparity_within_strata_its_interval()
    {
        var disparity = ConditionalDisparity.Of(
            [new(60, 40, 80, 120), new(20, 10, 50, 150)], Figures.Rounds, Figures.Seed, 0.95).Known();

        Assert.Equal(((60 / 80.0) - (40 / 120.0) + (20 / 50.0) - (10 / 150.0)) / 2, disparity.Value, 12);
        Assert.True(disparity.Lower > 0);
        Assert.Equal(400, disparity.Count);
    }

    /// <summary>
    /// Bickel et al. (1975): over all departments women are admitted less, within departments hardly; by the counts of
    /// UCBAdmissions, worked by hand for the first, whose disparity is in favour of women.
    /// </summary>
    [Fact]
    public void Lets_departments_explain_admissions_at_Berkeley()
    {
        (long WomenIn, long WomenOut, long MenIn, long MenOut)[] departments =
        [
            (89, 19, 512, 313), (17, 8, 353, 207), (202, 391, 120, 205),
            (131, 244, 138, 279), (94, 299, 53, 138), (24, 317, 22, 351),
        ];
        DisparityStratum[] within = [.. departments.Select(d =>
            new DisparityStratum(d.WomenIn, d.WomenOut, d.WomenIn + d.MenIn, d.WomenOut + d.MenOut))];
        var overall = new DisparityStratum(557, 1278, 557 + 1198, 1278 + 1493);

        var all = ConditionalDisparity.Of([overall], Figures.Rounds, 1, 0.95).Known();
        var conditional = ConditionalDisparity.Of(within, Figures.Rounds, 1, 0.95).Known();
        Assert.Equal((557 / 1755.0) - (1278 / 2771.0), all.Value, 12);
        Assert.True(all.Upper < -0.1);
        Assert.InRange(conditional.Value, -0.02, 0.05);
    }

    [Fact]
    public void Says_what_it_lacks()
    {
        BcaInterval.Of([0, 0], Share, 200, 1, 0.95).Lacks(Lack.NoCases);
        BcaInterval.Of([0, 9], Share, 200, 1, 0.95).Lacks(Lack.NoVariation);
        BcaInterval.Of([1, 0], Share, 200, 1, 0.95).Lacks(Lack.TooFewRounds);
        PercentileInterval.Of(1, new double?[200], 0.95, 5).Lacks(Lack.TooFewRounds);
        ConditionalDisparity.Of([], 200, 1, 0.95).Lacks(Lack.NoCases);
        ConditionalDisparity.Of([new(3, 0, 5, 0)], 200, 1, 0.95).Lacks(Lack.NoVariation);
        Assert.Throws<ArgumentOutOfRangeException>(() => new DisparityStratum(6, 0, 5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellBootstrap.Draw([1], Share, 10, 1));
    }

    private static double? Share(ReadOnlySpan<long> counts)
    {
        double all = counts[0] + counts[1];
        return all > 0 ? counts[0] / all : null;
    }

    private static double? Variance(ReadOnlySpan<long> counts)
    {
        var (n, sum, squares) = (0.0, 0.0, 0.0);
        for (var i = 0; i < counts.Length; i++)
        {
            n += counts[i];
            sum += counts[i] * Spatial[i];
            squares += counts[i] * Spatial[i] * Spatial[i];
        }

        return n > 0 ? (squares / n) - (sum / n * (sum / n)) : null;
    }
}
