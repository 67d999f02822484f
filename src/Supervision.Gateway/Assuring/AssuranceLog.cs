using Supervision.AssuranceReports;
using Supervision.Log;

namespace Supervision.Gateway.Assuring;

/// <summary>
/// What this process knows of assurance from the log, and the way to put more there. Several processes decide at once:
/// the log takes what was decided on all that it has, and who was slower decides anew.
/// </summary>
internal sealed class AssuranceLog(IEventLog log, TimeProvider time)
{
    private const int TriesMax = 10;

    private AssuranceReading _reading = AssuranceReading.Start;

    /// <summary>With everything that was on the log when this was called.</summary>
    public async Task<AssuranceRegister> Now(CancellationToken cancellation) =>
        (await CatchUp(cancellation)).Register;

    public Task<string> Document(AssuranceReport report, CancellationToken cancellation) =>
        AssuranceReading.Document(log, report, cancellation);

    /// <summary>Decides and records; the facts that were recorded, or why not.</summary>
    public async Task<Decision<AssuranceFact>> Carry(
        Func<AssuranceRegister, Decision<AssuranceFact>> decide, CancellationToken cancellation)
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
                    AssuranceFactTypes.Subject, reading.Version,
                    [AssuranceFactTypes.ToEvent(fact, reading.Version, time.GetUtcNow(), log.PartitionCount)],
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

    private async Task<AssuranceReading> CatchUp(CancellationToken cancellation)
    {
        var reading = await Volatile.Read(ref _reading).CatchUp(log, cancellation);
        // Who read less does not take the place of who read more.
        while (Volatile.Read(ref _reading) is var known && known.Version < reading.Version)
            Interlocked.CompareExchange(ref _reading, reading, known);
        return reading;
    }
}
