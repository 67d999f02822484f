using Supervision.Risk;

namespace Supervision.Tests.Risk;

public sealed class A_wilson_interval
{
    /// <summary>
    /// Newcombe, R. G. (1998), "Two-sided confidence intervals for the single proportion: comparison of seven methods",
    /// Statistics in Medicine 17, 857–872, table I, method 3 (Wilson score without continuity correction), 95 per cent.
    /// </summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Is_what_Newcombe_published(int successes, int trials, double lower, double upper)
    {
        var interval = WilsonInterval.Of(successes, trials, 1.9599639845400545);

        Assert.NotNull(interval);
        Assert.Equal(lower, interval.Value.Lower, 4);
        Assert.Equal(upper, interval.Value.Upper, 4);
    }

    [Fact]
    public void Is_mirrored_when_successes_and_failures_change_places()
    {
        for (var k = 0; k <= 30; k++)
        {
            var one = WilsonInterval.Of(k, 30, 2.5)!.Value;
            var other = WilsonInterval.Of(30 - k, 30, 2.5)!.Value;

            Assert.Equal(one.Lower, 1 - other.Upper, 12);
            Assert.InRange(k / 30.0, one.Lower, one.Upper);
        }
    }

    [Fact]
    public void Does_not_exist_without_trials() => Assert.Null(WilsonInterval.Of(0, 0, 1.96));

    [Fact]
    public void Refuses_more_successes_than_trials() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WilsonInterval.Of(3, 2, 1.96));
}
