using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;
using Supervision.Sql.Postgres.ReadModel;

namespace Supervision.Sql.Tests.Postgres;

public sealed class Taking_turns_to_store : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly FlushTurns _turns;
    private readonly Channel<TaskCompletionSource> _begun = Channel.CreateUnbounded<TaskCompletionSource>();
    private int _running;
    private int _most;

    public Taking_turns_to_store() => _turns = new FlushTurns(1, _time);

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task Lets_one_in_at_a_time_on_the_beat_of_storing()
    {
        var asked = Ask(16);
        _time.Advance(TimeSpan.FromSeconds(2.9));
        asked.AddRange(Ask(1));

        await EndEach(asked);

        Assert.Equal(1, _most);
    }

    [Fact]
    public async Task Lets_another_in_when_slices_waited_for_seconds_without_a_break()
    {
        var asked = Ask(16);
        _time.Advance(TimeSpan.FromSeconds(3));
        asked.AddRange(Ask(1));

        var (first, second) = (await _begun.Reader.ReadAsync(), await _begun.Reader.ReadAsync());
        first.SetResult();
        second.SetResult();
        await EndEach(asked[2..]);
        await Task.WhenAll(asked);

        Assert.Equal(2, _most);
    }

    [Fact]
    public async Task Lets_one_in_again_once_nobody_waits()
    {
        var asked = Ask(2);
        _time.Advance(TimeSpan.FromSeconds(3));
        asked.AddRange(Ask(1));
        await EndEach(asked);
        _most = 0;

        await EndEach(Ask(3));

        Assert.Equal(1, _most);
    }

    [Fact]
    public async Task Counts_from_anew_after_a_break()
    {
        var asked = Ask(2);
        _time.Advance(TimeSpan.FromSeconds(2));
        await EndEach(asked);
        asked = Ask(2);
        _time.Advance(TimeSpan.FromSeconds(2));
        asked.AddRange(Ask(1));

        await EndEach(asked);

        Assert.Equal(1, _most);
    }

    [Fact]
    public async Task Gives_the_turn_of_one_who_left_to_the_next()
    {
        var first = Ask(1);
        using var leaves = new CancellationTokenSource();
        var left = _turns.Run(Running, leaves.Token);
        var last = Ask(1);

        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        await EndEach([.. first, .. last]);

        Assert.All([.. first, .. last], task => Assert.True(task.IsCompletedSuccessfully));
    }

    private List<Task<int>> Ask(int times) =>
        [.. Enumerable.Range(0, times).Select(_ => _turns.Run(Running, CancellationToken.None))];

    /// <summary>Ends what has begun, one after another, until all of these are through.</summary>
    private async Task EndEach(List<Task<int>> asked)
    {
        for (var ended = 0; ended < asked.Count; ended++)
            (await _begun.Reader.ReadAsync()).SetResult();
        await Task.WhenAll(asked);
    }

    private async Task<int> Running()
    {
        _most = Math.Max(_most, Interlocked.Increment(ref _running));
        var end = new TaskCompletionSource();
        await _begun.Writer.WriteAsync(end);
        await end.Task;
        return Interlocked.Decrement(ref _running);
    }
}
