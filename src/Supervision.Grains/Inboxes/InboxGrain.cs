using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Inboxes;
using Supervision.Log;

namespace Supervision.Grains.Inboxes;

/// <summary>
/// Gives out cases to a team. It only proposes: the case itself says yes to one person and no to every other, so the
/// list may be behind and several teams may draw from one stock.
/// </summary>
[GrainType("inbox")]
internal sealed class InboxGrain(IEventLog log, IEscalationViews views, TimeProvider time) : Grain, IInboxGrain
{
    private const int PageSize = 100;

    /// <summary>How many cases may turn out to be taken before it is said that there is none.</summary>
    private const int TriesMax = 1_000;

    private static readonly Refusal NoneLeft = new("inbox-empty", "No case waits for somebody to take it.");

    private readonly Queue<EscalationId> _waiting = [];
    private readonly Dictionary<string, EscalationId> _given = [];
    private InboxReading _reading = InboxReading.Start;

    public async Task<EscalationReceipt> TakeNext(CaseActor officer, CancellationToken cancellation)
    {
        var inbox = await Team(cancellation);
        if (inbox is null)
            return Refused("inbox-unknown", "There is no such team.");
        if (await NotJudged(officer.Id, cancellation) is { } same)
            return new EscalationReceipt(same, null);

        var held = (await views.Held([officer.Id], cancellation)).GetValueOrDefault(officer.Id);
        if (inbox.NotNow(officer.Id, held, Today) is { } refusal)
            return new EscalationReceipt(null, refusal);

        var receipt = await FirstFree(
            id => GrainFactory.Escalation(id.Referent)
                .Take(new TakeEscalation(id.Episode, officer.Id), cancellation),
            cancellation);
        if (receipt.View is { } view)
            _given[officer.Id] = view.Id;
        return receipt;
    }

    public async Task<EscalationReceipt> AssignNext(CaseActor lead, CancellationToken cancellation)
    {
        var inbox = await Team(cancellation);
        if (inbox is null)
            return Refused("inbox-unknown", "There is no such team.");

        var held = await views.Held([.. inbox.Members.Select(member => member.Officer)], cancellation);
        return inbox.LeastLoaded(held, Today) is { } officer
            ? await FirstFree(id => Assign(id, lead, officer, cancellation), cancellation)
            : Refused("nobody-has-room", "Nobody of the team is there today and has room for a case.");
    }

    private DateOnly Today => DutchCalendar.DayOf(time.GetUtcNow());

    private async Task<Inbox?> Team(CancellationToken cancellation)
    {
        _reading = await _reading.CatchUp(log, cancellation);
        return _reading.Register.Find(this.GetPrimaryKeyString());
    }

    /// <summary>A lead would take a case away from somebody; here only what nobody has is given.</summary>
    private async Task<EscalationReceipt> Assign(
        EscalationId id, CaseActor lead, string officer, CancellationToken cancellation)
    {
        var escalation = GrainFactory.Escalation(id.Referent);
        return await escalation.View(id.Episode, cancellation) is { Assignee: null, State: not EscalationState.Closed }
            ? await escalation.Act(new AssignCase(id.Episode, lead, officer), cancellation)
            : Refused("escalation-taken", "Someone else has taken the escalation.");
    }

    /// <summary>What this person was given before and has not judged: nobody gets two to choose from.</summary>
    private async Task<EscalationView?> NotJudged(string officer, CancellationToken cancellation)
    {
        if (!_given.TryGetValue(officer, out var id))
        {
            var page = await views.List(
                new EscalationQuery(EscalationState.Taken, null, officer, null, null, null, null, 1), cancellation);
            if (page.Items.IsEmpty)
                return null;
            id = page.Items[0].Id;
        }

        var view = await GrainFactory.Escalation(id.Referent).View(id.Episode, cancellation);
        if (view is { State: EscalationState.Taken } && view.Assignee == officer)
            return view;

        _given.Remove(officer);
        return null;
    }

    private async Task<EscalationReceipt> FirstFree(
        Func<EscalationId, Task<EscalationReceipt>> take, CancellationToken cancellation)
    {
        EscalationCursor? cursor = null;
        var isLastPage = false;
        for (var tries = 0; tries < TriesMax; tries++)
        {
            if (_waiting.Count == 0 && !isLastPage)
            {
                cursor = await Refill(cursor, cancellation);
                isLastPage = cursor is null;
            }

            if (_waiting.Count == 0)
                break;

            var receipt = await take(_waiting.Dequeue());
            if (receipt is { Refusal: null, View: not null })
                return receipt;
        }

        return new EscalationReceipt(null, NoneLeft);
    }

    /// <summary>Reads on where the page before ended; null when there is no further page.</summary>
    private async Task<EscalationCursor?> Refill(EscalationCursor? after, CancellationToken cancellation)
    {
        var page = await views.List(
            new EscalationQuery(null, null, null, null, null, null, after, PageSize, Free: true), cancellation);
        foreach (var row in page.Items)
            _waiting.Enqueue(row.Id);
        return page.Next;
    }

    private static EscalationReceipt Refused(string code, string message) => new(null, new Refusal(code, message));
}
