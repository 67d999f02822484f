using Supervision.Assurance;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

public sealed class Discriminating
{
    /// <summary>Clopper and Pearson's lower limit for ten of ten: 0.025^(1/10) = 0.6915.</summary>
    [Fact]
    public void Is_not_sure_of_perfect_order_from_ten_findings()
    {
        var tally = ScoreTally.Of([new("", 9, true, 1, 10), new("", 3, false, 1, 296)]);
        var turned = ScoreTally.Of([new("", 3, true, 1, 10), new("", 9, false, 1, 296)]);

        var (area, below) = (
            RocArea.Of(tally, 200, Figures.Seed, 0.95).Value!.Value,
            RocArea.Of(turned, 200, Figures.Seed, 0.95).Value!.Value);

        Assert.Equal((1.0, 0.6915, 1.0), (area.Value, Math.Round(area.Lower, 4), area.Upper));
        Assert.Equal((0.0, 0.0, 0.3085), (below.Value, below.Lower, Math.Round(below.Upper, 4)));
    }

    [Fact]
    public void Says_nothing_of_the_order_of_scores_that_are_all_the_same() => Assert.Equal(
        Lack.NoVariation,
        RocArea.Of(
            ScoreTally.Of([new("", 5, true, 1, 300), new("", 5, false, 1, 300)]), 200, Figures.Seed, 0.95).Lack);

    /// <summary>
    /// Ratings of 109 computed-tomography images: Hanley and McNeil (1982), Radiology 143, table I; abnormal, normal.
    /// </summary>
    private static readonly ScoreTally Images =
        Figures.Scores((1, 3, 33), (2, 2, 6), (3, 2, 6), (4, 11, 11), (5, 33, 2));

    /// <summary>
    /// Grade of the World Federation of Neurological Surgeons by outcome, poor and good, of 113 patients: data aSAH of
    /// the R package pROC (Robin et al. 2011, BMC Bioinformatics 12, 77), counted by grade.
    /// </summary>
    private static readonly ScoreTally Patients =
        Figures.Scores((1, 2, 37), (2, 12, 20), (3, 1, 3), (4, 8, 8), (5, 18, 4));

    /// <summary>Hanley and McNeil (1982), page 32: W = 0.893.</summary>
    [Fact]
    public void Orders_images_as_Hanley_and_McNeil_published() =>
        Assert.Equal(0.893, RocArea.Of(Images, Figures.Rounds, Figures.Seed, 0.95).Known().Value, 3);

    /// <summary>
    /// pROC 1.10, its own test of ci(roc(aSAH$outcome, aSAH$wfns)), DeLong: 0.74853…, 0.82367…, 0.89882….
    /// </summary>
    [Fact]
    public void Has_the_interval_of_DeLong_that_pROC_gives()
    {
        var area = DeLongInterval.Of(Patients, Figures.Confidence).Known();

        Assert.Equal(0.748534887819453, area.Lower, 9);
        Assert.Equal(0.823678861788618, area.Value, 12);
        Assert.Equal(0.898822835757783, area.Upper, 9);
        Assert.Equal(113, area.Count);
    }

    /// <summary>
    /// scikit-learn, examples of roc_auc_score and average_precision_score: [0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8].
    /// </summary>
    [Fact]
    public void Is_what_scikit_learn_documents()
    {
        var four = Figures.Scores((10, 0, 1), (40, 0, 1), (35, 1, 0), (80, 1, 0));

        // Of four cases most rounds lack one kind or the other, so only the figure itself is compared.
        var grid = new ScoreGrid(four.Cells);
        Assert.Equal(0.75, grid.Value(four.Counts(), RocArea.Value)!.Value, 12);
        Assert.Equal(0.83, grid.Value(four.Counts(), AveragePrecision.Value)!.Value, 2);
    }

    [Fact]
    public void Has_a_bootstrap_interval_near_that_of_DeLong()
    {
        var bootstrap = RocArea.Of(Patients, 2_000, Figures.Seed, Figures.Confidence).Known();
        var analytic = DeLongInterval.Of(Patients, Figures.Confidence).Known();

        Assert.Equal(analytic.Lower, bootstrap.Lower, 0.01);
        Assert.Equal(analytic.Upper, bootstrap.Upper, 0.01);
    }

    [Fact]
    public void Is_turned_when_scores_are()
    {
        var turned = ScoreTally.Of(Patients.Cells.Select(cell => cell with { Score = -cell.Score }));

        Assert.Equal(
            1,
            DeLongInterval.Of(Patients, 0.95).Known().Value + DeLongInterval.Of(turned, 0.95).Known().Value,
            12);
    }

    /// <summary>A weight of two is as two cases for the figure, and not for how sure one is of it.</summary>
    [Fact]
    public void Counts_a_case_by_its_weight()
    {
        var doubled = ScoreTally.Of(Images.Cells.Select(cell =>
            cell.Score == 3 ? cell with { Count = 2 * cell.Count } : cell));
        var weighted = ScoreTally.Of(Images.Cells.Select(cell => cell.Score == 3 ? cell with { Weight = 2 } : cell));

        var one = AveragePrecision.Of(doubled, Figures.Rounds, Figures.Seed, 0.95).Known();
        var other = AveragePrecision.Of(weighted, Figures.Rounds, Figures.Seed, 0.95).Known();
        Assert.Equal(one.Value, other.Value, 12);
        Assert.Equal(109, other.Count);
        Assert.Equal(117.0 * 117 / ((101 * 1) + (8 * 4)), other.EffectiveCount, 9);
        Assert.Throws<ArgumentException>(() => DeLongInterval.Of(weighted, 0.95));
    }

    [Fact]
    public void Draws_a_curve_whose_area_is_the_area()
    {
        var points = RocCurve.Of(Images);
        var (area, x, y) = (0.0, 0.0, 0.0);
        foreach (var point in points)
        {
            area += (point.FalsePositiveRate - x) * (point.TruePositiveRate + y) / 2;
            (x, y) = (point.FalsePositiveRate, point.TruePositiveRate);
        }

        Assert.Equal((1.0, 1.0), (x, y));
        Assert.Equal(DeLongInterval.Of(Images, 0.95).Known().Value, area, 12);
    }

    [Fact]
    public void Says_what_it_lacks()
    {
        RocArea.Of(ScoreTally.Empty, 200, 1, 0.95).Lacks(Lack.NoCases);
        RocArea.Of(Figures.Scores((1, 0, 5)), 200, 1, 0.95).Lacks(Lack.NoPositives);
        AveragePrecision.Of(Figures.Scores((1, 5, 0)), 200, 1, 0.95).Lacks(Lack.NoNegatives);
        DeLongInterval.Of(Figures.Scores((1, 1, 5), (2, 0, 5)), 0.95).Lacks(Lack.TooFewCases);
        DeLongInterval.Of(Figures.Scores((1, 0, 5), (2, 5, 0)), 0.95).Lacks(Lack.NoVariation);
        Assert.Empty(RocCurve.Of(ScoreTally.Empty));
    }

    [Fact]
    public void Refuses_too_few_and_too_many_rounds()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RocArea.Of(Images, 99, 1, 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => RocArea.Of(Images, 20_001, 1, 0.95));
    }
}
