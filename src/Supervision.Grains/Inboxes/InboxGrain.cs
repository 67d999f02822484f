using System.Collections.Immutable;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.SecondReadings;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Inboxes;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Inboxes;

/// <summary>
/// Gives out cases to a team, the one that waits longest first. It only proposes: the case itself says yes to one
/// person and no to every other, so the list may be behind and several teams may draw from one stock. The list is read
/// anew each time: what comes back to the stock waits longer than what came after it.
/// </summary>
[GrainType("inbox")]
internal sealed class InboxGrain(IEventLog log, IEscalationViews views, TimeProvider time) : Grain, IInboxGrain
{
    private const int PageSize = 50;

    /// <summary>How many cases may turn out to be nothing for this person before it is told so.</summary>
    private const int TriesMax = 2_000;

    private static readonly EscalationQuery Any = new(null, null, null, null, null, null, null, PageSize);
    private static readonly EscalationQuery Free = Any with { Free = true };
    private static readonly EscalationQuery Unread = Any with { Reading = SecondReadingState.Awaited };

    private readonly AheadOfTheList _ahead = new(views);
    private readonly Dictionary<string, EscalationId> _given = [];
    private readonly Dictionary<string, EscalationId> _read = [];
    private RegisterReading<InboxRegister> _reading = InboxReading.Start;

    public async Task<EscalationReceipt> TakeNext(CaseActor officer, CancellationToken cancellation)
    {
        if (await Team(cancellation) is not { } inbox)
            return Refused("inbox-unknown", "There is no such team.");
        if (await NotJudged(officer.Id, cancellation) is { } same)
            return new EscalationReceipt(same, null);

        var held = (await _ahead.Held([officer.Id], cancellation)).GetValueOrDefault(officer.Id);
        if (inbox.NotNow(officer.Id, held, Today) is { } refusal)
            return new EscalationReceipt(null, refusal);

        var member = inbox.Find(officer.Id)!;
        return await First(inbox, Free, Take, cancellation) is { } view
            ? new EscalationReceipt(Kept(view), null)
            : Refused("inbox-empty", "No case waits for somebody to take it.");

        async Task<EscalationView?> Take(EscalationId id, ImmutableArray<Purpose> purposes)
        {
            if (!member.Knows(purposes))
                return null;

            var receipt = await GrainFactory.Escalation(id.Referent)
                .Take(new TakeEscalation(id.Episode, officer.Id), cancellation);
            return Seen(receipt);
        }
    }

    public async Task<EscalationReceipt> ReadNext(CaseActor officer, CancellationToken cancellation)
    {
        if (await Team(cancellation) is not { } inbox)
            return Refused("inbox-unknown", "There is no such team.");
        if (inbox.NotNow(officer.Id, 0, Today) is { } refusal)
            return new EscalationReceipt(null, refusal);

        var member = inbox.Find(officer.Id)!;
        if (_read.Remove(officer.Id, out var before) && await Read(before, []) is { } same)
            return new EscalationReceipt(same, null);

        return await First(inbox, Unread, Read, cancellation) is { } view
            ? new EscalationReceipt(view, null)
            : Refused("nothing-to-read", "No case that this person may read waits for a second reading.");

        async Task<EscalationView?> Read(EscalationId id, ImmutableArray<Purpose> purposes)
        {
            if (!member.Knows(purposes))
                return null;

            var receipt = await GrainFactory.Escalation(id.Referent)
                .Act(new TakeReading(id.Episode, officer), cancellation);
            if (receipt.Refusal is not null)
                return null;

            _read[officer.Id] = id;
            return receipt.View;
        }
    }

    public async Task<EscalationReceipt> AssignNext(CaseActor lead, CancellationToken cancellation)
    {
        if (await Team(cancellation) is not { } inbox)
            return Refused("inbox-unknown", "There is no such team.");

        var held = await _ahead.Held([.. inbox.Members.Select(member => member.Officer)], cancellation);
        return inbox.LeastLoaded(held, Today, []) is null
            ? Refused("nobody-has-room", "Nobody of the team is there today and has room for a case.")
            : await First(inbox, Free, Assign, cancellation) is { } view
                ? new EscalationReceipt(Kept(view), null)
                : Refused("inbox-empty", "No case waits for somebody to take it.");

        async Task<EscalationView?> Assign(EscalationId id, ImmutableArray<Purpose> purposes)
        {
            if (inbox.LeastLoaded(held, Today, purposes) is not { } officer)
                return null;

            return Seen(await GrainFactory.Escalation(id.Referent)
                .Act(new AssignCase(id.Episode, lead, officer, OnlyIfFree: true), cancellation));
        }
    }

    private DateOnly Today => DutchCalendar.DayOf(time.GetUtcNow());

    private async Task<Inbox?> Team(CancellationToken cancellation)
    {
        _reading = await _reading.CatchUp(log, cancellation);
        return _reading.Register.Find(this.GetPrimaryKeyString());
    }

    /// <summary>
    /// What this person has and has not judged, unless it is put aside: nobody gets two to choose from.
    /// </summary>
    private async Task<EscalationView?> NotJudged(string officer, CancellationToken cancellation)
    {
        if (_given.Remove(officer, out var given) && await Still(given) is { } same)
            return Kept(same);

        var page = await views.List(
            Any with { State = EscalationState.Taken, Assignee = officer }, cancellation);
        foreach (var row in page.Items.Where(row => !_ahead.IsBehind(row) && !IsAside(row.SnoozedUntil)))
        {
            if (await Still(row.Id) is { } found)
                return Kept(found);
        }

        return null;

        async Task<EscalationView?> Still(EscalationId id) =>
            await GrainFactory.Escalation(id.Referent).View(id.Episode, cancellation) is
            { State: EscalationState.Taken } view && view.Assignee == officer && !IsAside(view.SnoozedUntil)
                ? view
                : null;
    }

    private EscalationView Kept(EscalationView view)
    {
        _given[view.Assignee!] = view.Id;
        return view;
    }

    /// <summary>The case that waits longest of those that somebody can have; null when there is none.</summary>
    private async Task<EscalationView?> First(
        Inbox inbox, EscalationQuery query, Func<EscalationId, ImmutableArray<Purpose>, Task<EscalationView?>> give,
        CancellationToken cancellation)
    {
        for (var read = 0; read < TriesMax; read += PageSize)
        {
            var page = await views.List(query, cancellation);
            foreach (var row in page.Items.Where(row => !_ahead.IsBehind(row) && !IsAside(row.SnoozedUntil)))
            {
                var purposes = inbox.HasSkills ? await PurposesOf(row.Id.Referent, cancellation) : [];
                if (await give(row.Id, purposes) is { } view)
                    return view;
            }

            if (page.Next is not { } next)
                break;
            query = query with { Cursor = next };
        }

        return null;
    }

    private async Task<ImmutableArray<Purpose>> PurposesOf(ReferentId referent, CancellationToken cancellation) =>
        await GrainFactory.Referent(referent).View(cancellation) is { } view
            ? Skills.NeededFor(view.Register)
            : [];

    /// <summary>The case after a yes; null after a no, which is remembered too.</summary>
    private EscalationView? Seen(EscalationReceipt receipt)
    {
        if (receipt.View is { } view)
            _ahead.See(view);
        return receipt.Refusal is null ? receipt.View : null;
    }

    private bool IsAside(DateTimeOffset? until) => until > time.GetUtcNow();

    private static EscalationReceipt Refused(string code, string message) => new(null, new Refusal(code, message));
}
