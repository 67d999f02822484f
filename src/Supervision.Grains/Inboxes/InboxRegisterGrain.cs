using Microsoft.Extensions.Logging;
using Supervision.Contracts.Inboxes;
using Supervision.Events;
using Supervision.Inboxes;
using Supervision.Log;

namespace Supervision.Grains.Inboxes;

/// <summary>Teams: decide, append, apply. Who shows or uses them reads the log.</summary>
[GrainType("inbox-register")]
internal sealed partial class InboxRegisterGrain(
    IEventLog log, TimeProvider time, ILogger<InboxRegisterGrain> logger) : Grain, IInboxRegisterGrain
{
    private readonly int _partition = Partitions.Of(InboxFacts.Subject, log.PartitionCount);
    private RegisterReading<InboxRegister> _reading = InboxReading.Start;

    public async Task<InboxReceipt> Set(SetInbox command, CancellationToken cancellation)
    {
        _reading = await _reading.CatchUp(log, cancellation);
        var decision = _reading.Register.Set(command.Inbox, command.By);
        if (decision.Refusal is { } refusal)
            LogRefused(refusal.Code);
        foreach (var fact in decision.Facts)
            await Record(fact, cancellation);
        return new InboxReceipt(decision.Refusal);
    }

    private async Task Record(InboxSet fact, CancellationToken cancellation)
    {
        var now = Rfc3339.Kept(time.GetUtcNow());
        try
        {
            var outcomes = await log.AppendFacts(
                InboxFacts.Subject, _reading.Version,
                [InboxFacts.ToEvent(fact, _reading.Version, now, _partition)], cancellation);
            _reading = _reading.With(_reading.Register.Evolve(fact), outcomes[0].Position.Offset);
        }
        catch
        {
            // Whether it is on the log is unknown: the next activation folds what is.
            DeactivateOnIdle();
            throw;
        }

        LogRecorded(fact.Inbox.Team);
    }

    [LoggerMessage(2401, LogLevel.Information, "A command on teams was refused: {Code}.")]
    private partial void LogRefused(string code);

    [LoggerMessage(2402, LogLevel.Information, "The team {Team} was set.")]
    private partial void LogRecorded(string team);
}
