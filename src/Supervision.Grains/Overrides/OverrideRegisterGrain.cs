using Microsoft.Extensions.Logging;
using Supervision.Contracts.Overrides;
using Supervision.Contracts.Referents;
using Supervision.Events;
using Supervision.Log;
using Supervision.Overrides;
using Supervision.Risk;

namespace Supervision.Grains.Overrides;

/// <summary>Levels set by hand: decide, append, apply. Who shows them reads the log.</summary>
[GrainType("override-register")]
internal sealed partial class OverrideRegisterGrain(
    IEventLog log, TimeProvider time, ILogger<OverrideRegisterGrain> logger) : Grain, IOverrideRegisterGrain
{
    private static readonly Refusal UnknownReferent = new("unknown-referent", "There is no such referent.");

    private readonly int _partition = Partitions.Of(OverrideFactTypes.Subject, log.PartitionCount);
    private OverrideReading _reading = OverrideReading.Start;

    public async Task<OverrideReceipt> Set(SetOverride command, CancellationToken cancellation)
    {
        if (await GrainFactory.Referent(command.Referent).View(cancellation) is not { Risk: var risk })
            return new OverrideReceipt(UnknownReferent);

        _reading = await _reading.CatchUp(log, cancellation);
        return await Carry(
            _reading.Register.Set(
                command.Referent, command.Level, Rfc3339.Kept(command.Until), command.Reason,
                new RiskState(risk.Level, risk.Points, risk.Evidence, risk.DueOn), risk.ModelHash, command.By,
                time.GetUtcNow()),
            cancellation);
    }

    public async Task<OverrideReceipt> End(EndOverride command, CancellationToken cancellation)
    {
        if (await GrainFactory.Referent(command.Referent).View(cancellation) is null)
            return new OverrideReceipt(UnknownReferent);

        _reading = await _reading.CatchUp(log, cancellation);
        return await Carry(
            _reading.Register.End(command.Referent, command.Reason, command.By, time.GetUtcNow()), cancellation);
    }

    private async Task<OverrideReceipt> Carry(Decision<OverrideFact> decision, CancellationToken cancellation)
    {
        if (decision.Refusal is { } refusal)
            LogRefused(refusal.Code);
        foreach (var fact in decision.Facts)
            await Record(fact, cancellation);
        return new OverrideReceipt(decision.Refusal);
    }

    private async Task Record(OverrideFact fact, CancellationToken cancellation)
    {
        var now = Rfc3339.Kept(time.GetUtcNow());
        try
        {
            var outcomes = await log.AppendFacts(
                OverrideFactTypes.Subject, _reading.Version,
                [OverrideFactTypes.ToEvent(fact, _reading.Version, now, _partition)], cancellation);
            _reading = _reading with
            {
                Register = _reading.Register.Evolve(fact, now),
                Offset = outcomes[0].Position.Offset,
                Version = checked(_reading.Version + 1),
            };
        }
        catch
        {
            // Whether it is on the log is unknown: the next activation folds what is.
            DeactivateOnIdle();
            throw;
        }

        LogRecorded(fact.ReferentId);
    }

    [LoggerMessage(2301, LogLevel.Information, "A command on a level set by hand was refused: {Code}.")]
    private partial void LogRefused(string code);

    [LoggerMessage(2302, LogLevel.Information, "A level set by hand on {Referent} changed.")]
    private partial void LogRecorded(string referent);
}
