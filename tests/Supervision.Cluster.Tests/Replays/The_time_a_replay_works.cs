using Microsoft.Extensions.Time.Testing;
using Supervision.Access;
using Supervision.Grains.Replays;
using Supervision.Replays;

namespace Supervision.Cluster.Tests.Replays;

public sealed class The_time_a_replay_works
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Is_stored_with_the_work_that_took_it()
    {
        var order = new ReplayOrder(
            ReplayKind.Reproduce, null, null, ReplayFilter.All, _time.GetUtcNow(), null, null, null, null, 3, 1,
            "user:a", ReadingPurpose.Audit);
        var run = new ReplayRun(
            ReplayJob.Of("r", order, _time.GetUtcNow()), new SlowSteps(_time), new ReplayCounting(ReplayTally.Empty),
            _time);
        await run.Work(Second, 2, CancellationToken.None);
        await run.Work(5 * Second, 2, CancellationToken.None);

        var stored = run.WithChunk(0);
        run.Stored(stored, Second);

        // One to count, two for two steps; what storing took is told with what is stored next.
        Assert.Equal((2L, 3 * Second), (stored.Progress.Done, stored.Progress.Busy));
        Assert.Equal(4 * Second, run.WithChunk(0).Progress.Busy);
    }

    /// <summary>Each takes a second.</summary>
    private sealed class SlowSteps(FakeTimeProvider time) : IReplaySteps
    {
        public Task<long?> Count(CancellationToken cancellation)
        {
            time.Advance(Second);
            return Task.FromResult<long?>(3);
        }

        public Task<ReplayStep?> Next(string position, CancellationToken cancellation)
        {
            time.Advance(Second);
            return Task.FromResult<ReplayStep?>(new ReplayStep(position + "x", 1, null));
        }
    }
}
