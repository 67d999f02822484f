using System.Collections.Immutable;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Grains.Referents;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Retention;

namespace Supervision.Grains.Retention;

/// <summary>
/// Holds, releases and erases dossiers: the order goes on the log first, then the payloads go. An order that was broken
/// off in between already counts for every fold, and the next run takes the payloads out.
/// </summary>
public sealed class DossierKeeping(IEventLog log, IPayloadErasure erasure, TimeProvider time)
{
    private const int PageMax = 1_000;

    private static readonly string Erasure = FactTypes.NameOf<PayloadsErased>();

    /// <summary>Levels set by hand, which are of many dossiers.</summary>
    internal OverrideKeeping Overrides { get; } = new(log, erasure, time);

    /// <summary>Every event of a dossier, in order of position; those erased without their fact.</summary>
    public async Task<ImmutableArray<KeptEvent>> History(ReferentId referent, CancellationToken cancellation)
    {
        var (kept, erased) = await HistoryReading.Events(referent, log, long.MaxValue, cancellation);
        return [.. kept.Select(logged => (logged, HistoryReading.FactOf(logged)))
            .Concat(erased.Select(logged => (logged, (Fact?)null)))
            .OrderBy(one => one.logged.Position.Offset)
            .Select(one => new KeptEvent(
                one.logged.Position, one.logged.Key, one.logged.Type, one.logged.Time, one.Item2))];
    }

    /// <summary>Carries out orders that were broken off; how many payloads went.</summary>
    public async Task<int> Finish(ReferentId referent, CancellationToken cancellation)
    {
        var (kept, erased) = await HistoryReading.Events(referent, log, long.MaxValue, cancellation);
        var left = erased.Where(logged => !logged.Data.IsEmpty).Select(logged => logged.Position.Offset).ToHashSet();
        if (left.Count == 0)
            return 0;

        return await erasure.Erase(
            [
                .. kept.Where(logged => HistoryReading.FactOf(logged) is PayloadsErased order
                        && OffsetRanges.Read(order.Offsets).Any(left.Contains))
                    .Select(ErasureOrders.Of),
            ],
            cancellation);
    }

    /// <summary>What of a dossier is due, and whether something holds it.</summary>
    /// <remarks>By the log, and not by the list of escalations, which is a moment behind it.</remarks>
    public async Task<RetentionPlan> Plan(ReferentId referent, CancellationToken cancellation) => RetentionPlan.Of(
        await History(referent, cancellation),
        (await FollowUp(referent, ErasureGround.TermOver, cancellation)).IsOpen,
        time.GetUtcNow());

    /// <summary>Puts a hold, or its end, on the log.</summary>
    public Task Record(ReferentId referent, Fact fact, CancellationToken cancellation) =>
        log.Append([EventOf(referent, fact, 0)], cancellation);

    /// <summary>What an order to erase would take out, or what is wrong with it, whatever holds the dossier.</summary>
    public async Task<ErasurePlan> Judge(
        ReferentId referent, IReadOnlyCollection<LogPosition>? events, ErasureGround ground,
        CancellationToken cancellation) => ErasurePlan.Of(
            await History(referent, cancellation), await FollowUp(referent, ground, cancellation), events, ground,
            time.GetUtcNow());

    /// <summary>
    /// Erases by order all that the ground allows, or the events named; the refusal says why not. An event that is
    /// erased already changes nothing.
    /// </summary>
    /// <param name="forgets">How follow-up of which everything was erased is forgotten, up to an episode.</param>
    public async Task<(ImmutableArray<LogPosition> Erased, Refusal? Refusal)> EraseOnRequest(
        ReferentId referent, IReadOnlyCollection<LogPosition>? events, ErasureGround ground,
        Func<ReferentId, int, CancellationToken, Task> forgets, CancellationToken cancellation)
    {
        if (!await erasure.IsAllowed(cancellation))
            return ([], new Refusal(
                "erasure-not-here",
                "This process may not change the log. Use the command 'dossier erase' as its owner."));

        var history = await History(referent, cancellation);
        var followUp = await FollowUp(referent, ground, cancellation);
        if (RetentionPlan.HoldOf(history, followUp.IsOpen) is { } hold)
            return ([], new Refusal(hold, "The dossier is held; nothing of it can be erased until that ends."));
        var plan = ErasurePlan.Of(history, followUp, events, ground, time.GetUtcNow());
        if (plan.Refusal is not null)
            return ([], plan.Refusal);

        await Erase([(referent, plan.Positions)], ground, cancellation);
        // What was told of a score has a term of its own, which runs of retention see to.
        if (events is null && ground != ErasureGround.TermOver)
            await erasure.ForgetTold([referent], DateTimeOffset.MaxValue, cancellation);
        if (plan.UpTo > 0)
            await forgets(referent, plan.UpTo, cancellation);
        return (plan.Positions, null);
    }

    /// <summary>What of the follow-up of a referent is due, or by another ground all of it that is closed.</summary>
    internal async Task<FollowUpPlan> FollowUp(
        ReferentId referent, ErasureGround ground, CancellationToken cancellation)
    {
        var (events, after) = (new List<LoggedEvent>(), 0L);
        while (await log.ReadSubject(EscalationId.SubjectOf(referent), after, PageMax, cancellation)
            is { IsEmpty: false } page)
        {
            events.AddRange(page);
            after = page[^1].Position.Offset;
        }

        return FollowUpPlan.Of(events, time.GetUtcNow(), all: ground != ErasureGround.TermOver);
    }

    /// <summary>Orders and erases, of several referents at once; says how many payloads went.</summary>
    internal async Task<int> Erase(
        IReadOnlyList<(ReferentId Referent, ImmutableArray<LogPosition> Positions)> due, ErasureGround ground,
        CancellationToken cancellation)
    {
        var orders = due
            .SelectMany(one => one.Positions.Select(position => position.Offset).Chunk(OffsetRanges.CountMax)
                .Select(offsets => EventOf(
                    one.Referent, new PayloadsErased(ground, OffsetRanges.Write(offsets)), offsets[0])))
            .ToList();
        return await CarryOut(orders, cancellation);
    }

    /// <summary>Records under a subject that are due, a page of them, and where to go on; null at the end.</summary>
    internal async Task<(ImmutableArray<DuePayload> Due, long End)?> Records(
        RecordSubject records, long after, CancellationToken cancellation)
    {
        var page = await log.ReadSubject(records.Subject, after, PageMax, cancellation);
        if (page.IsEmpty)
            return null;

        // Recorded in this order: after the first whose term is not over no other is.
        var now = time.GetUtcNow();
        var (due, isEnd) = (ImmutableArray.CreateBuilder<DuePayload>(), false);
        foreach (var logged in page.Where(logged => logged.Type != Erasure))
        {
            if (isEnd = !records.IsOver(logged, now))
                break;
            if (!logged.Data.IsEmpty)
                due.Add(new DuePayload(logged.Position, logged.Type, records.Kind, logged.RecordedAt));
        }

        return due.Count == 0 && isEnd ? null : (due.ToImmutable(), isEnd ? long.MaxValue : page[^1].Position.Offset);
    }

    /// <summary>Orders and erases records of one subject, under that same subject.</summary>
    internal Task<int> EraseRecords(
        RecordSubject records, ImmutableArray<LogPosition> positions, CancellationToken cancellation) =>
        CarryOut(
            [
                EventOf(
                    records.Subject, positions[0].Partition,
                    new PayloadsErased(
                        ErasureGround.TermOver, OffsetRanges.Write(positions.Select(position => position.Offset))),
                    positions[0].Offset),
            ],
            cancellation);

    /// <summary>Puts orders on the log, and takes out what they name.</summary>
    private async Task<int> CarryOut(IReadOnlyList<NewEvent> orders, CancellationToken cancellation)
    {
        var erased = 0;
        foreach (var slice in orders.Chunk(LogLimits.AppendMax))
        {
            var outcomes = await log.Append(slice, cancellation);
            if (outcomes.Any(outcome => outcome.Status == AppendStatus.Conflict))
                throw new InvalidOperationException("Two orders to erase have the same key and say something else.");
            erased += await erasure.Erase(
                [
                    .. slice.Zip(outcomes, (order, outcome) => ErasureOrders.Of(order, outcome.Position)),
                ],
                cancellation);
        }

        return erased;
    }

    private NewEvent EventOf(ReferentId referent, Fact fact, long first) =>
        EventOf(referent.ToString(), Partitions.Of(referent.ToString(), log.PartitionCount), fact, first);

    private NewEvent EventOf(string subject, int partition, Fact fact, long first) =>
        ErasureOrders.EventOf(subject, partition, fact, first, time.GetUtcNow());
}
