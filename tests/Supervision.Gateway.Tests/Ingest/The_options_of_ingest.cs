using Supervision.Gateway.Ingest;

namespace Supervision.Gateway.Tests.Ingest;

public sealed class The_options_of_ingest
{
    private readonly IngestOptionsValidator _validator = new();

    [Fact]
    public void Have_the_defaults_that_are_written_down()
    {
        var options = new IngestOptions();

        Assert.True(_validator.Validate(null, options).Succeeded);
        Assert.Equal(TimeSpan.FromMinutes(5), options.FutureTolerance);
        Assert.Equal(new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero), options.Floor);
        Assert.Equal((8_192, 64 * 1024 * 1024), (options.SinglesWaitingMax, options.SinglesWaitingBytesMax));
        Assert.Equal(
            (32, 4, 1_000), (options.PiecesWaitingMax, options.PiecesPerStreamMax, options.PieceEventsMax));
        Assert.Equal(
            (TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5)), (options.BatchPatience, options.StreamPatience));
        Assert.Equal(1024L * 1024 * 1024, options.ReceiptsOnDiskMax);
    }

    public static TheoryData<Action<IngestOptions>> Wrong => new()
    {
        options => options.FutureTolerance = TimeSpan.FromDays(2),
        options => options.Floor = new DateTimeOffset(1960, 1, 1, 0, 0, 0, TimeSpan.Zero),
        options => options.SinglesWaitingMax = 0,
        options => options.PiecesWaitingMax = 1_001,
        options => options.PieceEventsMax = 4_001,
        options => options.ReceiptsOnDiskMax = 1,
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Have_limits(Action<IngestOptions> change)
    {
        var options = new IngestOptions();
        change(options);

        Assert.True(_validator.Validate(null, options).Failed);
    }
}
