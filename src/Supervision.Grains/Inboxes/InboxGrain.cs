using System.Collections.Immutable;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Inboxes;
using Supervision.Log;
using Supervision.Referents;

namespace Supervision.Grains.Inboxes;

/// <summary>
/// Gives out cases to a team, the one that waits longest first. It only proposes: the case itself says yes to one person
/// and no to every other, so the list may be behind and several teams may draw from one stock. The list is read anew
/// each time: what comes back to the stock waits longer than what came after it.
/// </summary>
[GrainType("inbox")]
internal sealed class InboxGrain(IEventLog log, IEscalationViews views, TimeProvider time) : Grain, IInboxGrain
{
    private const int PageSize = 50;

    /// <summary>How many cases may turn out to be nothing for this person before it is said that there is none.</summary>
    private const int TriesMax = 2_000;

    private readonly AheadOfTheList _ahead = new(views);
    private readonly Dictionary<string, EscalationId> _given = [];
    private InboxReading _reading = InboxReading.Start;

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
        return await First(inbox, Take, cancellation);

        async Task<EscalationView?> Take(EscalationId id, ImmutableArray<Purpose> purposes)
        {
            if (!member.Knows(purposes))
                return null;

            var receipt = await GrainFactory.Escalation(id.Referent)
                .Take(new TakeEscalation(id.Episode, officer.Id), cancellation);
            return Seen(receipt);
        }
    }

    public async Task<EscalationReceipt> AssignNext(CaseActor lead, CancellationToken cancellation)
    {
        if (await Team(cancellation) is not { } inbox)
            return Refused("inbox-unknown", "There is no such team.");

        var held = await _ahead.Held([.. inbox.Members.Select(member => member.Officer)], cancellation);
        return inbox.LeastLoaded(held, Today, []) is null
            ? Refused("nobody-has-room", "Nobody of the team is there today and has room for a case.")
            : await First(inbox, Assign, cancellation);

        async Task<EscalationView?> Assign(EscalationId id, ImmutableArray<Purpose> purposes)
        {
            if (inbox.LeastLoaded(held, Today, purposes) is not { } officer)
                return null;

            // A lead would take a case away from somebody; here only what nobody has is given.
            var escalation = GrainFactory.Escalation(id.Referent);
            if (await escalation.View(id.Episode, cancellation) is not
                { Assignee: null, State: not EscalationState.Closed })
                return null;

            return Seen(await escalation.Act(new AssignCase(id.Episode, lead, officer), cancellation));
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
            new EscalationQuery(EscalationState.Taken, null, officer, null, null, null, null, PageSize), cancellation);
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

    /// <summary>The case that waits longest of those that somebody can have.</summary>
    private async Task<EscalationReceipt> First(
        Inbox inbox, Func<EscalationId, ImmutableArray<Purpose>, Task<EscalationView?>> give,
        CancellationToken cancellation)
    {
        var query = new EscalationQuery(null, null, null, null, null, null, null, PageSize, Free: true);
        for (var read = 0; read < TriesMax; read += PageSize)
        {
            var page = await views.List(query, cancellation);
            foreach (var row in page.Items.Where(row => !_ahead.IsBehind(row) && !IsAside(row.SnoozedUntil)))
            {
                var purposes = inbox.HasSkills ? await PurposesOf(row.Id.Referent, cancellation) : [];
                if (await give(row.Id, purposes) is { } view)
                    return new EscalationReceipt(Kept(view), null);
            }

            if (page.Next is not { } next)
                break;
            query = query with { Cursor = next };
        }

        return Refused("inbox-empty", "No case waits for somebody to take it.");
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
