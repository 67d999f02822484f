using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Ladder;
using Supervision.Escalations.Terms;
using Supervision.Events;
using Supervision.Grains.Observation;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Escalations;

/// <summary>
/// Human follow-up of one referent: decide, append, apply, then tell. Its clock is a durable reminder, armed before the
/// append, so that no deadline is ever without one.
/// </summary>
[GrainType("escalation")]
internal sealed partial class EscalationGrain(
    [PersistentState("escalation", EscalationMemory.Storage)] IPersistentState<EscalationMemory> memory,
    IEventLog log,
    IOptions<SupervisionOptions> options,
    GrainInstruments instruments,
    TimeProvider time,
    ILogger<EscalationGrain> logger) : Grain, IEscalationGrain, IRemindable
{
    private const string Clock = "clock";

    /// <summary>After its first ring the clock rings each minute until wound again: a ring can be missed.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    private readonly EscalationTerms _terms = new(
        options.Value.EscalationTerm, options.Value.EscalationWarning, options.Value.EscalationLock,
        options.Value.TwoPeopleForFines);

    private EscalationJournal _journal = null!;
    private DateTimeOffset? _woundFor;

    private Escalation Escalation => _journal.Escalation;

    private DateTimeOffset Now => Rfc3339.Kept(time.GetUtcNow());

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _journal = new EscalationJournal(log, ReferentId.Parse(this.GetPrimaryKeyString()), memory);
        await _journal.CatchUp(cancellationToken);
        if (Escalation.IsWithoutHolders)
            await _journal.Again(cancellationToken);
        // Most referents never had a case, and are asked about all the same. A clock without a fact, whose append
        // failed, stops itself when it rings.
        if (memory.State.Version > 0)
            await Wind(Escalation);
    }

    public async Task<OpeningReceipt> Open(OutboxItem item, CancellationToken cancellation)
    {
        var trigger = EscalationTrigger.Of(item);
        var decision = Escalation.Open(trigger, item.Position.Offset, item.At, Now, _terms);
        if (decision.Facts is not [EscalationOpened opened])
            return new OpeningReceipt(Escalation.Opened?.FiredAt == item.At ? _journal.Id : null, null);

        var id = new EscalationId(_journal.Referent, opened.Episode);
        var admission = await GrainFactory.HarmLimiter().Admit(id, cancellation);
        if (admission.HeldBecause is not null)
            return new OpeningReceipt(null, admission.HeldBecause);

        // Admission takes time, and its terms count from the opening.
        var now = Now;
        await Carry(Escalation.Open(trigger, item.Position.Offset, item.At, now, _terms), now, cancellation);
        return new OpeningReceipt(id, null);
    }

    public async Task<EscalationReceipt> OpenByHand(OpenByHand command, CancellationToken cancellation)
    {
        var view = await GrainFactory.Referent(_journal.Referent).View(cancellation);
        var risk = view is { Risk: var row } ? new OpeningRisk(row.Level, row.Points, row.ModelHash) : null;
        return await Carry(
            now => Escalation.OpenByHand(
                command.Officer, command.Reason, risk, now, _terms, command.Ground, command.Reference),
            cancellation);
    }

    public Task<EscalationReceipt> Take(TakeEscalation command, CancellationToken cancellation) =>
        Carry(now => Escalation.Take(command.Episode, command.Officer, now, _terms), cancellation);

    public Task<EscalationReceipt> Release(ReleaseEscalation command, CancellationToken cancellation) =>
        Carry(now => Escalation.Release(command.Episode, command.Officer, now), cancellation);

    public Task<EscalationReceipt> Note(NoteEscalation command, CancellationToken cancellation) =>
        Carry(
            now => Escalation.Note(
                command.Episode, command.Officer, command.NoteId, command.Text, now, _terms),
            cancellation);

    public Task<EscalationReceipt> Close(CloseEscalation command, CancellationToken cancellation) =>
        Carry(
            now => Escalation.Close(command.Episode, command.Officer, command.Outcome, command.Findings, now),
            cancellation);

    public async Task<EscalationReceipt> Act(CaseCommand command, CancellationToken cancellation)
    {
        var context = await CaseHistory.For(
            command, _journal.Referent, log, GrainFactory, Now, _terms, cancellation);
        return await Carry(Escalation.Decide(command, context), context.Now, cancellation);
    }

    public async Task<LadderView?> Ladder(int episode, bool reducedCulpability, CancellationToken cancellation)
    {
        if (episode != Escalation.Episode || Escalation.Opened is null)
            return null;

        var history = await CaseHistory.Sanctions(_journal.Referent, log, cancellation);
        var question = new LadderQuestion(
            Escalation.File.Breaches, history, reducedCulpability, _terms.TwoForFines,
            DutchCalendar.DayOf(time.GetUtcNow()));
        return new LadderView(history.Person, MeasureLadder.Of(question));
    }

    public async Task<EscalationView?> View(int? episode, CancellationToken cancellation)
    {
        if (episode is null || episode == Escalation.Episode)
        {
            return Escalation.Opened is null
                ? null
                : EscalationViews.Of(_journal.Referent, Escalation, _journal.Position, Now);
        }

        return await _journal.Past(episode.Value, cancellation) is var (past, position)
            ? EscalationViews.Of(_journal.Referent, past, position, Now)
            : null;
    }

    public Task Forget(CancellationToken cancellation) =>
        Escalation.IsOpen ? Task.CompletedTask : _journal.Again(cancellation);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await Carry(Escalation.Tick, CancellationToken.None);
        if (Escalation.NextTick() is null)
            await Wind(Escalation);
    }

    private Task<EscalationReceipt> Carry(
        Func<DateTimeOffset, Decision<EscalationFact>> decide, CancellationToken cancellation)
    {
        var now = Now;
        return Carry(decide(now), now, cancellation);
    }

    /// <param name="now">The moment that was decided at, and no later one: by then a term may have passed.</param>
    private async Task<EscalationReceipt> Carry(
        Decision<EscalationFact> decision, DateTimeOffset now, CancellationToken cancellation)
    {
        if (decision.Refusal is { } refusal)
            LogRefused(_journal.Referent, refusal.Code);

        if (decision.Facts.Length > 0)
            await Record(decision.Facts, now, cancellation);

        return new EscalationReceipt(
            Escalation.Opened is null
                ? null
                : EscalationViews.Of(_journal.Referent, Escalation, _journal.Position, now),
            decision.Refusal);
    }

    private async Task Record(
        ImmutableArray<EscalationFact> facts, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await Wind(facts.Aggregate(Escalation, (escalation, fact) => escalation.Evolve(fact, now)));
            await _journal.Append(facts, now, cancellation);
        }
        catch
        {
            // Whether it is on the log is unknown: the next activation folds what is.
            DeactivateOnIdle();
            throw;
        }

        foreach (var fact in facts)
        {
            instruments.Recorded(fact);
            LogRecorded(_journal.Id, EscalationFactTypes.NameOf(fact));
        }
    }

    /// <summary>Sets the clock to the next moment that matters, or stops it.</summary>
    private async Task Wind(Escalation escalation)
    {
        var next = escalation.NextTick();
        if (next is { } moment && next != _woundFor)
        {
            var due = moment - time.GetUtcNow();
            await this.RegisterOrUpdateReminder(Clock, due > TimeSpan.Zero ? due : TimeSpan.Zero, Again);
        }
        else if (next is null && await this.GetReminder(Clock) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }

        _woundFor = next;
    }

    [LoggerMessage(2002, LogLevel.Information, "A command on the escalation of {Referent} was refused: {Code}.")]
    private partial void LogRefused(ReferentId referent, string code);

    [LoggerMessage(2003, LogLevel.Information, "Escalation {Escalation}: {Fact} is on the log.")]
    private partial void LogRecorded(EscalationId escalation, string fact);
}
