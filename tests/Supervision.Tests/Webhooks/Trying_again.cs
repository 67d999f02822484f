using Supervision.Webhooks;

namespace Supervision.Tests.Webhooks;

/// <summary>When a message that did not arrive is tried again.</summary>
public sealed class Trying_again
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly WebhookRetry Retry = new(TimeSpan.FromSeconds(5), TimeSpan.FromHours(4), 20);

    [Theory]
    [InlineData(1, 0.0, 5.0)]
    [InlineData(2, 0.0, 10.0)]
    [InlineData(3, 0.0, 20.0)]
    [InlineData(12, 0.0, 10_240.0)]
    [InlineData(13, 0.0, 14_400.0)]
    [InlineData(19, 0.0, 14_400.0)]
    [InlineData(1, 0.5, 3.75)]
    [InlineData(3, 0.5, 15.0)]
    [InlineData(13, 0.999_999_999, 7_200.0)]
    public void Comes_later_each_time_up_to_a_limit_and_less_by_chance(int tries, double chance, double seconds) =>
        Assert.Equal(seconds, (Retry.Next(tries, Now, chance, default)!.Value - Now).TotalSeconds, tolerance: 0.001);

    /// <summary>What the receiver asks for is granted where it is later, up to the longest delay.</summary>
    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(1, 3, 5)]
    [InlineData(1, 60, 60)]
    [InlineData(12, 60, 10_240)]
    [InlineData(1, 14_400, 14_400)]
    [InlineData(1, 1_000_000, 14_400)]
    public void Comes_no_sooner_than_the_receiver_asks_within_the_limit(int tries, int asked, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), Retry.Next(tries, Now, 0, TimeSpan.FromSeconds(asked)));

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    public void Ends(int tries) => Assert.Null(Retry.Next(tries, Now, 0, TimeSpan.FromHours(1)));

    [Fact]
    public void Overflows_with_no_number_of_tries() => Assert.Equal(
        Now + TimeSpan.FromHours(4),
        (Retry with { TriesMax = int.MaxValue }).Next(1_000_000, Now, 0, TimeSpan.MaxValue));

    [Fact]
    public void Takes_the_same_chance_everywhere_and_another_for_each_try()
    {
        var chances = Enumerable.Range(1, 1_000).Select(tries => WebhookRetry.ChanceOf("level-1-2-3", tries)).ToArray();

        Assert.Equal(chances[4], WebhookRetry.ChanceOf("level-1-2-3", 5));
        Assert.NotEqual(chances[4], WebhookRetry.ChanceOf("level-1-2-4", 5));
        Assert.All(chances, chance => Assert.InRange(chance, 0, 0.999_999_999_9));
        Assert.InRange(chances.Average(), 0.45, 0.55);
    }
}
