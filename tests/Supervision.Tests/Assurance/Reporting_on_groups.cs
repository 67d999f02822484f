using Supervision.Assurance;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Groups;
using Supervision.Assurance.Tallies;

namespace Supervision.Tests.Assurance;

public sealed class Reporting_on_groups
{
    private static readonly ScoreTally Two = ScoreTally.Of(
    [
        new("a", 20, true, 1, 40), new("a", 20, false, 1, 160), new("a", 70, true, 1, 80), new("a", 70, false, 1, 40),
        new("b", 20, true, 1, 30), new("b", 20, false, 1, 100), new("b", 70, true, 1, 90), new("b", 70, false, 1, 80),
        new("c", 70, false, 1, 12),
    ]);

    private static readonly ScorePlan Plan = new(50, "a", score => score / 100.0, 500, Figures.Seed, 0.95);

    /// <summary>By hand from the counts above.</summary>
    [Theory]
    [InlineData("a", ScoreFigure.SelectionRate, 120.0 / 320)]
    [InlineData("a", ScoreFigure.FalsePositiveRate, 40.0 / 200)]
    [InlineData("b", ScoreFigure.FalsePositiveRate, 80.0 / 180)]
    [InlineData("b", ScoreFigure.FalseNegativeRate, 30.0 / 120)]
    [InlineData("b", ScoreFigure.PositivePredictiveValue, 90.0 / 170)]
    [InlineData("b", ScoreFigure.FalseOmissionRate, 30.0 / 130)]
    [InlineData("a", ScoreFigure.ObservedToExpected, 120.0 / ((200 * 0.2) + (120 * 0.7)))]
    public void Says_each_figure_as_worked_by_hand(string group, ScoreFigure figure, double value)
    {
        var found = Find(group, figure).Value.Known();

        Assert.Equal(value, found.Value, 12);
        Assert.True(found.Holds(value));
    }

    [Fact]
    public void Holds_each_group_against_the_reference()
    {
        var rate = Find("b", ScoreFigure.FalsePositiveRate);

        Assert.Equal((80.0 / 180) - (40.0 / 200), rate.Difference.Known().Value, 12);
        Assert.Equal(80.0 / 180 / (40.0 / 200), rate.Ratio.Known().Value, 12);
        Assert.True(rate.Difference.Known().Lower > 0);
        Assert.Equal(320 + 300, rate.Difference.Known().Count);
    }

    [Fact]
    public void Agrees_with_the_figure_by_itself() =>
        Assert.Equal(
            DeLongInterval.Of(Two.OfGroup("b"), 0.95).Known().Value,
            Find("b", ScoreFigure.RocArea).Value.Known().Value,
            12);

    [Fact]
    public void Says_nothing_of_what_a_group_does_not_have()
    {
        Find("c", ScoreFigure.RocArea).Value.Lacks(Lack.NoPositives);
        Find("c", ScoreFigure.FalseNegativeRate).Ratio.Lacks(Lack.NoPositives);
        Find("c", ScoreFigure.FalseOmissionRate).Difference.Lacks(Lack.NoneUnselected);
        GroupReport.Of(Two, Plan with { Threshold = 101 }).Single(
            at => at.Group == "b" && at.Figure == ScoreFigure.FalsePositiveRate).Ratio.Lacks(Lack.NoEventsInReference);
    }

    [Fact]
    public void Refuses_a_reference_that_is_not_there() =>
        Assert.Throws<ArgumentException>(() => GroupReport.Of(Two, Plan with { Reference = "z" }));

    private static GroupFigures Find(string group, ScoreFigure figure) =>
        GroupReport.Of(Two, Plan).Single(at => at.Group == group && at.Figure == figure);
}
