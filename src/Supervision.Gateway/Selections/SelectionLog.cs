using Supervision.Log;
using Supervision.Selections;

namespace Supervision.Gateway.Selections;

/// <summary>
/// What this process knows of selections from the log, and the way to put more there: decided on all that the log has,
/// and anew when another was quicker.
/// </summary>
internal sealed class SelectionLog(IEventLog log, TimeProvider time)
{
    private const int TriesMax = 10;

    private SelectionReading _reading = SelectionReading.Start;

    /// <summary>With everything that was on the log when this was called.</summary>
    public async Task<SelectionRegister> Now(CancellationToken cancellation) =>
        (await CatchUp(cancellation)).Register;

    /// <summary>Decides and records; the fact that was recorded, nothing, or why not.</summary>
    public async Task<Decision<SelectionFact>> Carry(
        Func<SelectionRegister, Decision<SelectionFact>> decide, CancellationToken cancellation)
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
                    SelectionFactTypes.Subject, reading.Version,
                    [SelectionFactTypes.ToEvent(fact, reading.Version, time.GetUtcNow(), log.PartitionCount)],
                    cancellation);
                return decision;
            }
            catch (VersionConflictException) when (tries < TriesMax)
            {
                // Another was quicker; what it put there is read first.
                continue;
            }
        }
    }

    private async Task<SelectionReading> CatchUp(CancellationToken cancellation)
    {
        var reading = await Volatile.Read(ref _reading).CatchUp(log, cancellation);
        // Who read less does not take the place of who read more.
        while (Volatile.Read(ref _reading) is var known && known.Version < reading.Version)
            Interlocked.CompareExchange(ref _reading, reading, known);
        return reading;
    }
}
