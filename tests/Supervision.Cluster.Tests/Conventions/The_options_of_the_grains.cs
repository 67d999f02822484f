using Supervision.Grains;

namespace Supervision.Cluster.Tests.Conventions;

public sealed class The_options_of_the_grains
{
    private readonly SupervisionOptionsValidator _validator = new();

    [Fact]
    public void Have_the_defaults_that_are_written_down()
    {
        var options = new SupervisionOptions();

        Assert.True(_validator.Validate(null, options).Succeeded);
        Assert.Equal((TimeSpan.FromSeconds(1), 250, 50_000, 64),
            (options.FlushPeriod, options.FlushSlice, options.DirtyMax, options.InFlight));
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30)),
            (options.FlushPauseMax, options.SweepPeriod, options.OutboxRetry));
        Assert.Equal((TimeSpan.FromDays(14), TimeSpan.FromDays(2), TimeSpan.FromHours(8)),
            (options.EscalationTerm, options.EscalationWarning, options.EscalationLock));
        Assert.False(options.TwoPeopleForFines);
        Assert.Equal(0.1m, options.SecondReadingShare);
        Assert.Equal(TimeSpan.FromDays(90), options.OutboxKept);
        Assert.Equal(TimeSpan.FromSeconds(2), options.LagPeriod);
        Assert.Equal((8, TimeSpan.FromMinutes(1), 92),
            (options.ShadowsMax, options.ShadowStorePeriod, options.ShadowDaysKept));
        Assert.Equal((50, TimeSpan.FromHours(1)), (options.HarmLimit, options.HarmWindow));
    }

    public static TheoryData<Action<SupervisionOptions>> Wrong => new()
    {
        options => options.FlushSlice = 501,
        options => options.HarmLimit = 0,
        options => options.SecondReadingShare = 1.1m,
        options => options.ShadowsMax = 17,
        options => options.ShadowDaysKept = 0,
        options => options.FlushPeriod = TimeSpan.Zero,
        options => options.EscalationLock = TimeSpan.FromDays(31),
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Have_limits(Action<SupervisionOptions> change)
    {
        var options = new SupervisionOptions();
        change(options);

        Assert.True(_validator.Validate(null, options).Failed);
    }
}
