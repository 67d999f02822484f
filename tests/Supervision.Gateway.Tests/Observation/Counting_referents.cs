using Microsoft.Extensions.Time.Testing;
using Supervision.Gateway.Overview;
using Supervision.Referents;

namespace Supervision.Gateway.Tests.Observation;

public sealed class Counting_referents : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero));
    private readonly ReferentCounts _counts;
    private TimeSpan _takes;
    private int _counted;

    public Counting_referents() => _counts = new ReferentCounts(Count, _time);

    public void Dispose() => _counts.Dispose();

    [Fact]
    public async Task Counts_anew_for_everybody_while_that_is_quick()
    {
        _takes = TimeSpan.FromMilliseconds(10);

        Assert.Equal(1, (await Now()).Counts.Referents);
        Assert.Equal(2, (await Now()).Counts.Referents);
    }

    [Fact]
    public async Task Counts_no_more_than_a_twentieth_of_the_time_and_says_when_it_did()
    {
        _takes = TimeSpan.FromSeconds(1);
        var before = _time.GetUtcNow();
        Assert.Equal((1, before), await Seen());

        _time.Advance(TimeSpan.FromSeconds(18.9));
        Assert.Equal((1, before), await Seen());

        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal((2, before.AddSeconds(20)), await Seen());
    }

    [Fact]
    public async Task Serves_those_who_ask_meanwhile_with_one_count()
    {
        _takes = TimeSpan.FromSeconds(1);

        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Now()));

        Assert.All(seen, one => Assert.Equal(1, one.Counts.Referents));
    }

    [Fact]
    public async Task Keeps_nothing_of_a_count_that_failed()
    {
        _takes = TimeSpan.FromSeconds(-1);
        await Assert.ThrowsAsync<StoreUnavailableException>(Now);

        _takes = TimeSpan.FromSeconds(1);
        Assert.Equal(2, (await Now()).Counts.Referents);
    }

    private async Task<(int Referents, DateTimeOffset At)> Seen()
    {
        var (counts, at) = await Now();
        return (counts.Referents, at);
    }

    private Task<(StoreCounts Counts, DateTimeOffset At)> Now() => _counts.Now(CancellationToken.None);

    private async Task<StoreCounts> Count(CancellationToken cancellation)
    {
        await Task.Yield();
        _counted++;
        if (_takes < TimeSpan.Zero)
            throw new StoreUnavailableException("The database does not answer.");

        _time.Advance(_takes);
        return new StoreCounts([], _counted, 0, 0, 0, []);
    }
}
