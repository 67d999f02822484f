using Supervision.Log;

namespace Supervision.Gateway;

/// <summary>
/// What this process knows of a register from the log, and the way to put more there. Several processes decide at once:
/// the log takes what was decided on all that it has, and who was slower decides anew.
/// </summary>
/// <param name="toEvent">A fact on its way to the log, after so many, at a moment, among so many partitions.</param>
internal abstract class RegisterLog<TRegister, TFact>(
    IEventLog log, TimeProvider time, RegisterReading<TRegister> start,
    Func<TFact, long, DateTimeOffset, int, NewEvent> toEvent)
{
    private const int TriesMax = 10;

    private RegisterReading<TRegister> _reading = start;

    /// <summary>With everything that was on the log when this was called.</summary>
    public async Task<TRegister> Now(CancellationToken cancellation) => (await CatchUp(cancellation)).Register;

    /// <summary>Decides and records; the fact that was recorded, nothing, or why not.</summary>
    public async Task<Decision<TFact>> Carry(
        Func<TRegister, Decision<TFact>> decide, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var reading = await CatchUp(cancellation);
            var decision = decide(reading.Register);
            if (decision.Facts is not [var fact])
                return decision;

            try
            {
                await log.AppendFacts(
                    reading.Fold.Subject, reading.Version,
                    [toEvent(fact, reading.Version, time.GetUtcNow(), log.PartitionCount)], cancellation);
                return decision;
            }
            catch (VersionConflictException) when (tries < TriesMax)
            {
                // Another was quicker; what it put there is read first.
                continue;
            }
        }
    }

    private async Task<RegisterReading<TRegister>> CatchUp(CancellationToken cancellation)
    {
        var reading = await Volatile.Read(ref _reading).CatchUp(log, cancellation);
        // Who read less does not take the place of who read more.
        while (Volatile.Read(ref _reading) is var known && known.Version < reading.Version)
            Interlocked.CompareExchange(ref _reading, reading, known);
        return reading;
    }
}
