namespace Supervision.Benchmarks.Shadows;

/// <summary>Shows the day that the stream has come to; everything that waits, waits in real time.</summary>
internal sealed class SteppedTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _ticks), TimeSpan.Zero);

    public void MoveTo(DateTimeOffset moment) => Volatile.Write(ref _ticks, moment.UtcTicks);
}
