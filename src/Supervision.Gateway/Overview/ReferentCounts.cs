using Supervision.Referents;

namespace Supervision.Gateway.Overview;

/// <summary>
/// How many referents there are at each level. Counting walks all of them, so one count serves everybody who asks while
/// it is counted, and longer the longer it took: at a million referents a page that asks all the time would else keep
/// the database counting.
/// </summary>
internal sealed class ReferentCounts(Func<CancellationToken, Task<StoreCounts>> count, TimeProvider time) : IDisposable
{
    // Counting takes at most a twentieth of the time.
    private const int Rest = 19;

    // Of a count as quick as this nothing is saved.
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private (StoreCounts Counts, DateTimeOffset At)? _last;
    private long _endedAt;
    private TimeSpan _kept;

    /// <summary>The counts, and when they were counted.</summary>
    public async Task<(StoreCounts Counts, DateTimeOffset At)> Now(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_last is { } last && time.GetElapsedTime(_endedAt) < _kept)
                return last;

            var (began, at) = (time.GetTimestamp(), time.GetUtcNow());
            var counted = (Counts: await count(cancellation), at);
            _endedAt = time.GetTimestamp();
            var took = time.GetElapsedTime(began, _endedAt);
            _kept = took > Quick ? took * Rest : TimeSpan.Zero;
            _last = counted;
            return counted;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
