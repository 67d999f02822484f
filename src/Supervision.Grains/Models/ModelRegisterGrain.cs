using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Models;
using Supervision.Events;
using Supervision.Log;
using Supervision.Models;
using Supervision.Risk;

namespace Supervision.Grains.Models;

/// <summary>
/// The life of risk models: decide, append, apply. What is in use others read from the log themselves, so that nobody
/// depends on this grain to learn of a stop.
/// </summary>
[GrainType("model-register")]
internal sealed partial class ModelRegisterGrain(
    IEventLog log, IAssuranceReports reports, IOptions<SupervisionOptions> options, TimeProvider time,
    ILogger<ModelRegisterGrain> logger)
    : Grain, IModelRegisterGrain, IRemindable
{
    private const string Clock = "review-date";

    /// <summary>A reminder is set no further ahead than this, and then set again.</summary>
    private static readonly TimeSpan AheadMax = TimeSpan.FromDays(30);

    /// <summary>After its first ring the clock rings each hour until wound again: a ring can be missed.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private readonly int _partition = Partitions.Of(ModelFactTypes.Subject, log.PartitionCount);
    private RegisterReading<ModelRegister> _reading = ModelRegisterReading.Start;

    private ModelRegister Register => _reading.Register;

    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _reading = await _reading.CatchUp(log, cancellationToken);

    public async Task<ModelReceipt> Draft(DraftModel command, CancellationToken cancellation)
    {
        var reading = RiskModel.Parse(command.Document.AsMemory());
        if (reading.Model is not { } model)
            return new ModelReceipt(null, reading.Errors);

        await CatchUp(cancellation);
        return await Carry(Register.Draft(model, command.By, command.Reason), cancellation);
    }

    public async Task<ModelReceipt> MoveToShadow(MoveModel command, CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        return await Carry(
            Register.MoveToShadow(command.Name, command.By, command.Reason, options.Value.ShadowsMax), cancellation);
    }

    public async Task<ModelReceipt> Assure(AssureModel command, CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        var verdict = await Verdict(command.Name, command.Report, cancellation);
        return await Carry(
            Register.Assure(command.Name, command.Report, verdict, command.By, command.Reason), cancellation);
    }

    public async Task<ModelReceipt> Approve(ApproveModel command, CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        var verdict = await Verdict(command.Name, Register.Find(command.Name)?.Report, cancellation);
        return await Carry(
            Register.Approve(
                command.Name, command.Grounds, verdict, command.By, command.Reason, time.GetUtcNow()),
            cancellation);
    }

    public async Task<ModelReceipt> TakeIntoUse(MoveModel command, CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        var verdict = await Verdict(command.Name, Register.Find(command.Name)?.Report, cancellation);
        return await Carry(
            Register.TakeIntoUse(command.Name, verdict, command.By, command.Reason, time.GetUtcNow()), cancellation);
    }

    public async Task<ModelReceipt> Stop(StopModel command, CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        return await Carry(Register.Stop(command.Trial, command.By, command.Reason), cancellation);
    }

    public async Task<ModelReceipt> Examine(CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        return Register.InUse is { } name
            && await reports.Tripped(Register.Versions[name], cancellation) is { } tripped
                ? await Carry(Register.Trip(tripped), cancellation)
                : new ModelReceipt(null, []);
    }

    public async Task<ModelReceipt> Retire(MoveModel command, CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        return await Carry(Register.Retire(command.Name, command.By, command.Reason), cancellation);
    }

    public async Task<ModelReceipt> ResumeTrial(StopModel command, CancellationToken cancellation)
    {
        await CatchUp(cancellation);
        return await Carry(Register.ResumeTrial(command.Trial, command.By, command.Reason), cancellation);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await CatchUp(CancellationToken.None);
        await Wind();
    }

    /// <summary>
    /// What others put on the log, as a command does that works without a server; and what time has brought. The use
    /// ended at its moment, whether or not that is on record.
    /// </summary>
    private async Task CatchUp(CancellationToken cancellation)
    {
        _reading = await _reading.CatchUp(log, cancellation);
        await Carry(Register.Tick(time.GetUtcNow()), cancellation);
    }

    private async Task<AssuranceVerdict> Verdict(
        ModelVersionName name, string? report, CancellationToken cancellation) =>
        report is not null && Register.Find(name) is { } version
            ? await reports.Check(report, version, cancellation)
            : AssuranceVerdict.Unknown;

    private async Task<ModelReceipt> Carry(Decision<ModelFact> decision, CancellationToken cancellation)
    {
        if (decision.Refusal is { } refusal)
            LogRefused(refusal.Code);
        if (decision.Facts.Length > 0)
            await Record(decision.Facts, cancellation);
        return new ModelReceipt(decision.Refusal, []);
    }

    private async Task Record(ImmutableArray<ModelFact> facts, CancellationToken cancellation)
    {
        var now = Rfc3339.Kept(time.GetUtcNow());
        var events = ModelEvents.Of(facts, _reading.Version, now, _partition);
        try
        {
            var outcomes = await log.AppendFacts(ModelFactTypes.Subject, _reading.Version, events, cancellation);
            _reading = _reading.With(
                facts.Aggregate(Register, (register, fact) => register.Evolve(fact, now)),
                outcomes[^1].Position.Offset, facts.Length);
        }
        catch
        {
            // Whether it is on the log is unknown: the next activation folds what is.
            DeactivateOnIdle();
            throw;
        }

        foreach (var fact in facts)
            LogRecorded(fact.Model, fact.Version, ModelFactTypes.NameOf(fact));
        if (facts.Any(fact => fact is ModelTakenIntoUse))
            await Wind();
    }

    /// <summary>Sets the clock to the review date of what is in use, or stops it.</summary>
    private async Task Wind()
    {
        if (Register.InUse is { } name)
        {
            var due = ModelRegister.EndOf(Register.Versions[name]) - time.GetUtcNow();
            due = due < TimeSpan.Zero ? TimeSpan.Zero : due > AheadMax ? AheadMax : due;
            await this.RegisterOrUpdateReminder(Clock, due, Again);
        }
        else if (await this.GetReminder(Clock) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "A command on a risk model was refused: {Code}.")]
    private partial void LogRefused(string code);

    [LoggerMessage(2102, LogLevel.Warning, "Model {Model}, version {Version}: {Fact} is on the log.")]
    private partial void LogRecorded(string model, string version, string fact);
}
