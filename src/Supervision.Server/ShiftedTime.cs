namespace Supervision.Server;

/// <summary>A clock that shows another time than the machine's, and runs as fast: for data of long ago.</summary>
internal sealed class ShiftedTime(TimeProvider machine, DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _shift = start - machine.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + _shift;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);
}
