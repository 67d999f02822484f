using Supervision.Assurance;
using Supervision.Assurance.Agreement;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

public sealed class Agreeing
{
    /// <summary>Two judges of 200 patients: Cohen (1960), table 1, shares times 200.</summary>
    private static readonly PairTable Cohen =
        PairTable.Of(new long[,] { { 88, 14, 18 }, { 10, 40, 10 }, { 2, 6, 12 } });

    /// <summary>Four observers, twelve units: Krippendorff (2011), data "C"; 0 where an observer gave none.</summary>
    private static readonly int[][] FourObservers =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
        [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
    ];

    /// <summary>Cohen, J. (1960), Educational and Psychological Measurement 20, 37–46, table 1: κ = .492.</summary>
    [Fact]
    public void Beyond_chance_is_what_Cohen_published() =>
        Assert.Equal(0.492, Beyond(Cohen, AgreementWeight.Unweighted), 3);

    /// <summary>
    /// Cohen, J. (1968), Psychological Bulletin 70, 213–220: the same judges with disagreements 1, 3 and 6: κw = .348.
    /// </summary>
    [Fact]
    public void Weighted_is_what_Cohen_published()
    {
        var kappa = Kappa.Of(
            Cohen, new double[,] { { 0, 1, 3 }, { 1, 0, 6 }, { 3, 6, 0 } }, Figures.Rounds, Figures.Seed, 0.95);

        Assert.Equal(0.348, kappa.Known().Value, 3);
    }

    /// <summary>Wikipedia, "Cohen's kappa", simple example, and the two tables with the same raw agreement.</summary>
    [Theory]
    [InlineData(20, 5, 10, 15, 0.4, 1)]
    [InlineData(45, 15, 25, 15, 0.1304, 4)]
    [InlineData(25, 35, 5, 35, 0.2593, 4)]
    public void Of_two_readers_is_what_is_worked_out_in_public(int a, int b, int c, int d, double kappa, int digits) =>
        Assert.Equal(
            kappa, Beyond(PairTable.Of(new long[,] { { a, b }, { c, d } }), AgreementWeight.Unweighted), digits);

    /// <summary>By hand: with two levels every disagreement is one step, so weights change nothing.</summary>
    [Fact]
    public void Is_the_same_by_any_weight_for_two_levels()
    {
        var pairs = PairTable.Of(new long[,] { { 20, 5 }, { 10, 15 } });

        Assert.Equal(Beyond(pairs, AgreementWeight.Linear), Beyond(pairs, AgreementWeight.Unweighted), 12);
        Assert.Equal(Beyond(pairs, AgreementWeight.Quadratic), Beyond(pairs, AgreementWeight.Unweighted), 12);
    }

    /// <summary>
    /// Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, section C: nominal and, by other metrics,
    /// ordinal, interval and ratio.
    /// </summary>
    [Theory]
    [InlineData(AlphaMetric.Nominal, 0.743)]
    [InlineData(AlphaMetric.Ordinal, 0.815)]
    [InlineData(AlphaMetric.Interval, 0.849)]
    [InlineData(AlphaMetric.Ratio, 0.797)]
    public void Of_four_observers_is_what_Krippendorff_published(AlphaMetric metric, double alpha) =>
        Assert.Equal(alpha, Alpha(FourObservers, metric), 3);

    /// <summary>The same, sections A and B: binary data of two observers, and nominal data of two observers.</summary>
    [Fact]
    public void Of_two_observers_is_what_Krippendorff_published()
    {
        // Values are one more than published, as 0 stands for none given.
        int[][] binary = [[1, 2, 1, 1, 1, 1, 1, 1, 2, 1], [2, 2, 2, 1, 1, 2, 1, 1, 1, 1]];
        int[][] nominal = [[1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1], [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]];

        Assert.Equal(0.095, Alpha(binary, AlphaMetric.Nominal), 3);
        Assert.Equal(0.692, Alpha(nominal, AlphaMetric.Nominal), 3);
    }

    [Fact]
    public void Carries_an_interval_that_holds_the_figure()
    {
        var kappa = Kappa.Of(Cohen, AgreementWeight.Unweighted, 2_000, 1, 0.95).Known();

        Assert.True(kappa.Holds(kappa.Value));
        Assert.Equal(200, kappa.Count);

        // Cohen (1960), page 40: the error of κ is .055 by his approximation, so 95 per cent are 0.22 wide.
        Assert.InRange(kappa.Width, 0.18, 0.26);
    }

    [Fact]
    public void Says_what_it_lacks()
    {
        Kappa.Of(PairTable.Of(2, []), AgreementWeight.Linear, 200, 1, 0.95)
            .Lacks(Lack.NoCases);
        Kappa.Of(PairTable.Of(2, [(0, 0), (0, 0)]), AgreementWeight.Linear, 200, 1, 0.95)
            .Lacks(Lack.NoVariation);
        KrippendorffAlpha.Of([[1], [2]], AlphaMetric.Nominal, 200, 1, 0.95).Lacks(Lack.TooFewPairs);
        KrippendorffAlpha.Of([[1, 1], [1, 1]], AlphaMetric.Nominal, 200, 1, 0.95).Lacks(Lack.NoVariation);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => KrippendorffAlpha.Of([[-1, 1]], AlphaMetric.Ratio, 200, 1, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => PairTable.Of(2, [(0, 2)]));
    }

    private static double Beyond(PairTable pairs, AgreementWeight weight) =>
        Kappa.Of(pairs, weight, Figures.Rounds, Figures.Seed, 0.95).Known().Value;

    private static double Alpha(int[][] observers, AlphaMetric metric) => KrippendorffAlpha.Of(
        [.. Enumerable.Range(0, observers[0].Length).Select(unit =>
            (IReadOnlyList<double>)[.. observers.Select(of => (double)of[unit]).Where(value => value > 0)])],
        metric,
        2_000,
        Figures.Seed,
        0.95).Known().Value;
}
