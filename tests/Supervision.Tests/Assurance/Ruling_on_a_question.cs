using Supervision.Assurance;
using Supervision.Assurance.Verdicts;

namespace Supervision.Tests.Assurance;

public sealed class Ruling_on_a_question
{
    private static readonly Requirement FourFifths = new(0.8, 1.25, 100);

    [Theory]
    [InlineData(0.85, 1.10, 200, Verdict.Shown, RulingReason.IntervalInside)]
    [InlineData(0.80, 1.25, 100, Verdict.Shown, RulingReason.IntervalInside)]
    [InlineData(1.30, 1.90, 200, Verdict.Refuted, RulingReason.IntervalOutside)]
    [InlineData(0.40, 0.79, 200, Verdict.Refuted, RulingReason.IntervalOutside)]
    [InlineData(0.70, 1.10, 200, Verdict.NotEnoughData, RulingReason.IntervalStraddles)]
    [InlineData(1.20, 1.40, 200, Verdict.NotEnoughData, RulingReason.IntervalStraddles)]
    [InlineData(0.95, 1.05, 99, Verdict.NotEnoughData, RulingReason.TooFewCases)]
    [InlineData(2.00, 3.00, 99, Verdict.NotEnoughData, RulingReason.TooFewCases)]
    public void Goes_by_the_interval(double lower, double upper, int n, Verdict verdict, RulingReason reason)
    {
        var ruling = Ruling.Of(new Estimate((lower + upper) / 2, lower, upper, 0.95, n, n), FourFifths);

        Assert.Equal((verdict, reason), (ruling.Verdict, ruling.Reason));
    }

    [Fact]
    public void Counts_effective_cases_and_not_heads() =>
        Assert.Equal(
            RulingReason.TooFewCases, Ruling.Of(new Estimate(1, 0.9, 1.1, 0.95, 5_000, 60), FourFifths).Reason);

    [Fact]
    public void Says_that_an_undefined_figure_shows_nothing()
    {
        var ruling = Ruling.Of(Lack.NoEventsInReference, FourFifths);

        Assert.Equal((Verdict.NotEnoughData, RulingReason.Undefined), (ruling.Verdict, ruling.Reason));
        Assert.Equal(Lack.NoEventsInReference, ruling.Figure.Lack);
    }

    [Fact]
    public void Can_ask_for_one_side_only()
    {
        var figure = new Estimate(0.7, 0.66, 0.74, 0.95, 500, 500);

        Assert.Equal(Verdict.Shown, Ruling.Of(figure, new(0.65, null, 1)).Verdict);
        Assert.Equal(Verdict.Refuted, Ruling.Of(figure, new(null, 0.6, 1)).Verdict);
    }

    [Fact]
    public void Refuses_a_requirement_that_asks_nothing_or_the_impossible()
    {
        var figure = new Estimate(1, 0.9, 1.1, 0.95, 500, 500);

        Assert.Throws<ArgumentException>(() => Ruling.Of(figure, new(null, null, 1)));
        Assert.Throws<ArgumentException>(() => Ruling.Of(figure, new(2, 1, 1)));
    }
}
