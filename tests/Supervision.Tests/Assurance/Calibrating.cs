using Supervision.Assurance;
using Supervision.Assurance.Calibration;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

public sealed class Calibrating
{
    /// <summary>
    /// Beetles killed by carbon disulphide, Bliss (1935), in Dobson, A. J. (1990), An Introduction to Generalized
    /// Linear Models, table 8.2: dose, exposed, killed. Fit as printed by glmlab: −60.717455 (5.180701), 34.270326
    /// (2.912134).
    /// </summary>
    [Fact]
    public void Fits_the_line_of_Bliss()
    {
        (double Dose, int Exposed, int Killed)[] beetles =
        [
            (1.6907, 59, 6), (1.7242, 60, 13), (1.7552, 62, 18), (1.7842, 56, 28), (1.8113, 63, 52), (1.8369, 59, 53),
            (1.8610, 62, 61), (1.8839, 60, 60),
        ];

        var line = LogisticLine.Fit(
            [.. beetles.Select(at => (at.Dose, 1.0, (double)at.Killed, (double)(at.Exposed - at.Killed)))]).Known();

        Assert.Equal(-60.717, line.Intercept, 3);
        Assert.Equal(5.181, line.InterceptError, 3);
        Assert.Equal(34.270, line.Slope, 3);
        Assert.Equal(2.912, line.SlopeError, 3);
    }

    /// <summary>
    /// Thermal distress of the O-rings of the space shuttle by temperature, 23 flights: Agresti, A. (2013), Categorical
    /// Data Analysis, table 5.10 and section 5.2: logit = 15.043 − 0.232 x, standard errors 7.379 and 0.108.
    /// </summary>
    [Fact]
    public void Fits_the_line_of_the_shuttle()
    {
        int[] temperatures =
            [66, 70, 69, 68, 67, 72, 73, 70, 57, 63, 70, 78, 67, 53, 67, 75, 70, 81, 76, 79, 75, 76, 58];
        int[] distress = [0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1];

        var line = LogisticLine.Fit(
            [.. temperatures.Zip(distress, (x, y) => ((double)x, 1.0, (double)y, 1.0 - y))]).Known();

        Assert.Equal(15.043, line.Intercept, 3);
        Assert.Equal(7.379, line.InterceptError, 3);
        Assert.Equal(-0.232, line.Slope, 3);
        Assert.Equal(0.108, line.SlopeError, 3);
    }

    /// <summary>
    /// scikit-learn, example of brier_score_loss: [0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]: 0.037 (of 0.0375).
    /// </summary>
    [Fact]
    public void Scores_as_Brier_did()
    {
        var four = Figures.Scores((10, 0, 1), (90, 1, 0), (80, 1, 0), (30, 0, 1));

        Assert.Equal(0.0375, new ScoreGrid(four.Cells).Value(four.Counts(), BrierScore.Value(Percent))!.Value, 12);
    }

    /// <summary>By hand: with two probabilities the line goes through both log-odds exactly.</summary>
    [Fact]
    public void Is_perfect_when_what_is_said_happens()
    {
        var tally = Figures.Scores((20, 20, 80), (80, 80, 20));
        var line = CalibrationLine.Of(tally, Percent, 0.95).Known();

        Assert.Equal(0, line.Intercept.Value, 9);
        Assert.Equal(1, line.Slope.Value, 9);
        Assert.True(line.Slope.Holds(1));
        Assert.Equal(200, line.Slope.Count);
    }

    [Fact]
    public void Sees_probabilities_that_are_too_extreme()
    {
        var line = CalibrationLine.Of(Figures.Scores((10, 400, 600), (90, 600, 400)), Percent, 0.95).Known();

        Assert.True(line.Slope.Upper < 1);
    }

    /// <summary>By hand: with one observation a weight, the sandwich of equal weights w does not depend on w.</summary>
    [Fact]
    public void Does_not_grow_surer_by_weighing_all_alike()
    {
        (double, double, double, double)[] cases = [(0, 1, 3, 7), (1, 1, 5, 5), (2, 1, 8, 2)];
        var plain = LogisticLine.Fit(cases).Known();
        var weighted = LogisticLine.Fit([.. cases.Select(at => (at.Item1, 10.0, at.Item3, at.Item4))]).Known();

        Assert.Equal(plain.Slope, weighted.Slope, 8);
        Assert.InRange(weighted.SlopeError / plain.SlopeError, 0.9, 1.1);
    }

    [Fact]
    public void Puts_cases_in_bins_that_split_no_score()
    {
        var bins = ReliabilityCurve.Of(
            Figures.Scores((10, 5, 45), (20, 10, 40), (30, 15, 35), (70, 40, 10)), Percent, 2, 0.95);

        Assert.Equal([(10, 20), (30, 70)], bins.Select(bin => (bin.LowestScore, bin.HighestScore)));
        Assert.Equal([0.15, 0.5], bins.Select(bin => Math.Round(bin.Expected, 12)));
        Assert.Equal([0.15, 0.55], bins.Select(bin => Math.Round(bin.Observed.Value, 12)));
        Assert.Equal([100L, 100L], bins.Select(bin => bin.Observed.Count));
    }

    [Fact]
    public void Lets_the_few_speak_for_the_many_by_one_over_their_chance()
    {
        Assert.Equal(4, InverseProbabilityWeight.Of(0.25));
        Assert.Throws<ArgumentOutOfRangeException>(() => InverseProbabilityWeight.Of(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => InverseProbabilityWeight.Of(1.1));
    }

    [Fact]
    public void Says_what_it_lacks()
    {
        CalibrationLine.Of(ScoreTally.Empty, Percent, 0.95).Lacks(Lack.NoCases);
        CalibrationLine.Of(Figures.Scores((10, 3, 0)), Percent, 0.95).Lacks(Lack.NoNegatives);
        CalibrationLine.Of(Figures.Scores((10, 3, 4)), Percent, 0.95).Lacks(Lack.NoVariation);
        CalibrationLine.Of(Figures.Scores((10, 0, 4), (20, 5, 0)), Percent, 0.95).Lacks(Lack.Separated);
        Assert.Empty(ReliabilityCurve.Of(ScoreTally.Empty, Percent, 5, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => BrierScore.Of(Figures.Scores((10, 3, 4), (200, 3, 4)), Percent, 200, 1, 0.95));
    }

    private static double Percent(int score) => score / 100.0;
}
