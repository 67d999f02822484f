using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Escalations;
using Supervision.Escalations.SecondReadings;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Grains.Escalations;

/// <summary>The plan for second readings: decide, append, apply. A seed is drawn here, and kept on the log.</summary>
[GrainType("second-reading-register")]
internal sealed partial class SecondReadingRegisterGrain(
    IEventLog log, IOptions<SupervisionOptions> options, TimeProvider time,
    ILogger<SecondReadingRegisterGrain> logger) : Grain, ISecondReadingRegisterGrain
{
    private const int SeedLength = 32;

    private readonly int _partition = Partitions.Of(SecondReadingFacts.Subject, log.PartitionCount);
    private RegisterReading<SecondReadingRegister> _plans = SecondReadingPlans.Start;

    public async Task<SecondReadingPlan> Plan(CancellationToken cancellation)
    {
        _plans = await _plans.CatchUp(log, cancellation);
        await Record(_plans.Register.Begin(options.Value.SecondReadingShare, Drawn()), cancellation);
        return _plans.Register.Plan!;
    }

    public async Task<SecondReadingReceipt> Set(SetSecondReadings command, CancellationToken cancellation)
    {
        _plans = await _plans.CatchUp(log, cancellation);
        var decision = _plans.Register.Set(command.Share, command.Seed, Drawn(), command.By);
        if (decision.Refusal is { } refusal)
            LogRefused(refusal.Code);
        await Record(decision, cancellation);
        return new SecondReadingReceipt(_plans.Register.Plan, decision.Refusal);
    }

    private async Task Record(Decision<SecondReadingsPlanned> decision, CancellationToken cancellation)
    {
        foreach (var fact in decision.Facts)
        {
            var now = Rfc3339.Kept(time.GetUtcNow());
            try
            {
                var outcomes = await log.AppendFacts(
                    SecondReadingFacts.Subject, _plans.Version,
                    [SecondReadingFacts.ToEvent(fact, _plans.Version, now, _partition)], cancellation);
                _plans = _plans.With(_plans.Register.Evolve(fact, now), outcomes[0].Position.Offset);
            }
            catch
            {
                // Whether it is on the log is unknown: the next activation folds what is.
                DeactivateOnIdle();
                throw;
            }

            LogPlanned(_plans.Register.Plan!.Number);
        }
    }

    private static string Drawn() => RandomNumberGenerator.GetHexString(SeedLength, lowercase: true);

    [LoggerMessage(2403, LogLevel.Information, "A command on second readings was refused: {Code}.")]
    private partial void LogRefused(string code);

    [LoggerMessage(2404, LogLevel.Information, "Plan {Number} for second readings holds from now on.")]
    private partial void LogPlanned(int number);
}
