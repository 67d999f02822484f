namespace Supervision.Gateway.Assuring;

/// <summary>Keeps long work to a share of one core: after each slice comes a pause, so long that the share is kept.
/// </summary>
internal sealed class Pace(double share, TimeProvider time)
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(10);

    private long _since = time.GetTimestamp();

    /// <summary>Asked between small pieces of work; pauses when a slice is over.</summary>
    public async ValueTask Rest(CancellationToken cancellation)
    {
        var worked = time.GetElapsedTime(_since);
        if (worked < Slice)
            return;

        if (share < 1)
            await Task.Delay(worked * ((1 - share) / share), time, cancellation);
        _since = time.GetTimestamp();
    }
}
