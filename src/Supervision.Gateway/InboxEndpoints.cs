using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Inboxes;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.Inboxes;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Inboxes;

namespace Supervision.Gateway;

/// <summary>Teams: set up, and cases given to their members.</summary>
internal static class InboxEndpoints
{
    public static void MapInboxes(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/inboxes", List).Describe(InboxOperations.List);
        routes.MapQuery("/inboxes/{team}", Get).Describe(InboxOperations.Get);
        routes.MapCommand("/inboxes", Set).Describe(InboxOperations.Set);
        routes.MapPost("/inboxes/{team}/take-next", TakeNext).Describe(InboxOperations.TakeNext);
        routes.MapPost("/inboxes/{team}/read-next", ReadNext).Describe(InboxOperations.ReadNext);
        routes.MapPost("/inboxes/{team}/assign-next", AssignNext).Describe(InboxOperations.AssignNext);
        routes.MapQuery("/inboxes/{team}/clocks", Clocks).Describe(InboxOperations.Clocks);
    }

    private static async Task<Results<Ok<InboxList>, ProblemAnswer>> List(
        HttpContext context, InboxTeams teams, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var register = await teams.Now(cancellation);
        return TypedResults.Ok(new InboxList(
        [
            .. register.Teams.Values.Select(inbox => new InboxInShort(inbox.Team, inbox.Name, inbox.Members.Length)),
        ]));
    }

    private static async Task<Results<Ok<InboxDetails>, ProblemAnswer>> Get(
        HttpContext context, InboxTeams teams, IEscalationViews views, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var team = request.Team();
        if (request.Problem is { } problem)
            return problem;

        return (await teams.Now(cancellation)).Find(team) is { } inbox
            ? TypedResults.Ok(await DetailsOf(inbox, views, time, cancellation))
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<InboxDetails>, ProblemAnswer>> Set(
        HttpContext context, IGrainFactory grains, IEscalationViews views, Officers officers, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "team", "name", "members");
        var inbox = new Inbox(
            body.Text("team", CaseCommand.KeyLengthMax),
            body.Text("name", Inbox.NameLengthMax),
            body.List("members", Inbox.MembersMax, Member, "officer", "capacity", "absences", "skills"));
        if (request.Problem is { } problem)
            return problem;

        if (inbox.Wrong() is null && await officers.WhyNot(inbox, names: true) is { } none)
            return Problems.Refused(none);

        var receipt = await grains.Inboxes().Set(new SetInbox(inbox, Actor(context)), cancellation);
        return receipt.Refusal is { } refusal
            ? Problems.Refused(refusal)
            : TypedResults.Ok(await DetailsOf(inbox, views, time, cancellation));
    }

    private static Task<Results<Ok<EscalationDetails>, ProblemAnswer>> TakeNext(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation) =>
        Give(context, grains, (inbox, actor) => inbox.TakeNext(actor, cancellation));

    private static Task<Results<Ok<EscalationDetails>, ProblemAnswer>> ReadNext(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation) =>
        Give(context, grains, (inbox, actor) => inbox.ReadNext(actor, cancellation));

    private static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> AssignNext(
        HttpContext context, IGrainFactory grains, InboxTeams teams, Officers officers,
        CancellationToken cancellation)
    {
        // Somebody may have gone, or have another role, since the team was set up.
        if ((await teams.Now(cancellation)).Find(context.Request.RouteValues["team"] as string ?? "") is { } inbox
            && await officers.WhyNot(inbox, names: false) is { } gone)
            return Problems.Refused(gone);

        return await Give(context, grains, (inbox, actor) => inbox.AssignNext(actor, cancellation));
    }

    private static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Give(
        HttpContext context, IGrainFactory grains, Func<IInboxGrain, CaseActor, Task<EscalationReceipt>> give)
    {
        var request = RequestReader.Of(context);
        var team = request.Team();
        if (request.Problem is { } problem)
            return problem;

        var receipt = await give(grains.Inbox(team), Actor(context));
        if (receipt is not { Refusal: null, View: { } view })
            return receipt.Refusal!.Code == "inbox-unknown"
                ? Problems.NotFound()
                : Problems.Refused(receipt.Refusal);

        context.ShowsDossierOf(view.ReferentId);
        return TypedResults.Ok(EscalationEndpoints.Shown(context, view));
    }

    private static async Task<Results<Ok<Page<ClockItem>>, ProblemAnswer>> Clocks(
        HttpContext context, InboxTeams teams, IEscalationViews views, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var team = request.Team();
        var size = request.PageSize();
        var bound = $"clocks {team}";
        EscalationCursor? after = request.Cursor(bound) is var (ticks, id)
            ? new EscalationCursor(new DateTimeOffset(ticks, TimeSpan.Zero), EscalationId.Parse(id))
            : null;
        if (request.Problem is { } problem)
            return problem;
        if ((await teams.Now(cancellation)).Find(team) is not { } inbox)
            return Problems.NotFound();

        var now = time.GetUtcNow();
        string[] officers = [.. inbox.Members.Select(member => member.Officer)];
        var rows = await views.Due(officers, after, size + 1, cancellation);
        var page = rows.Length > size ? rows[..size] : rows;
        return TypedResults.Ok(new Page<ClockItem>(
            [.. page.Where(row => !row.AwaitsReading || !BlindGuard.Hides(context.Actor(), row))
                .SelectMany(row => ClocksOf(row, now))],
            rows.Length > size
                ? CursorText.Write(bound, page[^1].NextDueAt!.Value.UtcTicks, page[^1].Id.ToString())
                : null,
            null));
    }

    private static IEnumerable<ClockItem> ClocksOf(EscalationRow row, DateTimeOffset now) => RunningClocks.Read(row)
        .Select(clock => clock.At(now))
        .OrderBy(clock => clock.DueAt)
        .Select(clock => new ClockItem(
            row.Id.ToString(), row.Id.Referent, row.Assignee!, clock.Id, clock.Kind, clock.State, clock.Warned,
            clock.DueAt.ToUniversalTime()));

    private static async Task<InboxDetails> DetailsOf(
        Inbox inbox, IEscalationViews views, TimeProvider time, CancellationToken cancellation)
    {
        var held = await views.Held([.. inbox.Members.Select(member => member.Officer)], cancellation);
        var now = time.GetUtcNow();
        var counts = await views.Count(now, cancellation);
        var today = DutchCalendar.DayOf(now);
        return new InboxDetails(
            inbox.Team,
            inbox.Name,
            [
                .. inbox.Members.Select(member => new InboxMemberItem(
                    member.Officer, member.Capacity, held.GetValueOrDefault(member.Officer), member.IsAbsent(today),
                    member.Absences, member.Skills)),
            ],
            counts.Where(count => count.IsFree).Sum(count => count.Count),
            counts.Where(count => count.Overdue).Sum(count => count.Count),
            [
                .. counts.GroupBy(count => count.State)
                    .Select(same => new StateCount(same.Key, same.Sum(count => count.Count)))
                    .OrderBy(count => count.State),
            ]);
    }

    private static InboxMember Member(BodyReader member) => new(
        member.Text("officer", Escalation.OfficerLengthMax),
        member.Number("capacity", 1, Inbox.CapacityMax),
        member.List(
            "absences", Inbox.AbsencesMax, absence => new Absence(absence.Date("from"), absence.Date("until")),
            "from", "until"),
        member.OptionalWordList<Purpose>("skills", InboxMember.SkillsMax));

    private static CaseActor Actor(HttpContext context)
    {
        var actor = context.Actor();
        return new CaseActor(actor.Id, actor.Kind, actor.Roles);
    }
}
