using Supervision.Gateway.Limits;

namespace Supervision.Gateway.Tests.Edge;

public sealed class The_limits_of_a_caller
{
    private readonly LimitOptionsValidator _validator = new();

    [Fact]
    public void Have_the_defaults_that_are_written_down()
    {
        var options = new LimitOptions();

        Assert.True(_validator.Validate(null, options).Succeeded);
        Assert.Equal(
            (1_000, 5_000, 256), (options.RequestsPerSecond, options.RequestsBurst, options.RequestsAtOnce));
        Assert.Equal(
            (256, 128, 8), (options.EventsAtOnce, options.EventStreamsAtOnce, options.ChangeStreamsAtOnce));
        Assert.Equal((60, 4), (options.HeavyPerMinute, options.HeavyAtOnce));
        Assert.Equal((50, 500, 64), (options.NobodyPerSecond, options.NobodyBurst, options.NobodyAtOnce));
    }

    public static TheoryData<Action<LimitOptions>> Wrong => new()
    {
        options => options.RequestsPerSecond = 0,
        options => options.RequestsBurst = 0,
        options => options.RequestsAtOnce = 10_001,
        options => options.EventsAtOnce = 0,
        options => options.EventStreamsAtOnce = 0,
        options => options.ChangeStreamsAtOnce = 1_001,
        options => options.HeavyPerMinute = 0,
        options => options.HeavyAtOnce = 0,
        options => options.NobodyPerSecond = 0,
        options => options.NobodyBurst = 0,
        options => options.NobodyAtOnce = 0,
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Have_limits(Action<LimitOptions> change)
    {
        var options = new LimitOptions();
        change(options);

        Assert.True(_validator.Validate(null, options).Failed);
    }
}
