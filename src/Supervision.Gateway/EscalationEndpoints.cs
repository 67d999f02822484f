using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
using Supervision.Escalations.SecondReadings;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Referents;
using static Supervision.Gateway.Escalations.EscalationOperations;

namespace Supervision.Gateway;

/// <summary>Human follow-up: listed, opened by hand, taken, noted on, released and closed.</summary>
internal static class EscalationEndpoints
{
    public static void MapEscalations(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/escalations", List).Describe(ListEscalations);
        routes.MapQuery("/escalations/{id}", Get).Describe(GetEscalation);
        routes.MapCommand("/escalations", Open).Describe(OpenEscalation);
        routes.MapPost("/escalations/{id}/take", Take).Describe(EscalationOperations.Take);
        routes.MapPost("/escalations/{id}/release", Release).Describe(EscalationOperations.Release);
        routes.MapCommand("/escalations/{id}/notes", Note).Describe(AddNote);
        routes.MapCommand("/escalations/{id}/close", Close).Describe(EscalationOperations.Close);
    }

    private static async Task<Results<Ok<Page<EscalationItem>>, ProblemAnswer>> List(
        HttpContext context, IEscalationViews views, IReferentViews referents, BlindGuard guard, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var actor = context.Actor();
        var query = QueryOf(request) with { UnreadOf = BlindGuard.IsOfficer(actor) ? actor.Id : null };
        var bound = (query with { PageSize = 0 }).ToString();
        if (request.Cursor(bound) is var (ticks, id))
            query = query with
            {
                Cursor = new EscalationCursor(new DateTimeOffset(ticks, TimeSpan.Zero), EscalationId.Parse(id)),
            };

        if (request.Problem is { } problem)
            return problem;

        // The ends first: rows read after them can only be further.
        var flushedTo = await referents.FlushedTo(cancellation);
        var now = time.GetUtcNow();
        var page = await views.List(query with { Now = now }, cancellation);
        var hidden = await guard.Hidden(actor, page.Items.Select(row => row.Id.Referent), cancellation);
        return TypedResults.Ok(new Page<EscalationItem>(
            [.. page.Items.Select(row => EscalationItem.Of(row, hidden.Contains(row.Id.Referent), now))],
            page.Next is { } next ? CursorText.Write(bound, next.OpenedAt.UtcTicks, next.Id.ToString()) : null,
            PositionText.Of(flushedTo)));
    }

    private static EscalationQuery QueryOf(RequestReader request) => new(
        request.Word<EscalationState>(StateKey),
        request.Flag(OverdueKey),
        request.Text(AssigneeKey),
        request.Referent(ReferentKey),
        request.Instant(OpenedAfterKey),
        request.Instant(OpenedBeforeKey),
        Cursor: null,
        request.PageSize(),
        request.Flag(FreeKey),
        request.Instant(DueBeforeKey),
        request.Instant(DueAfterKey),
        request.Instant(ClosedAfterKey),
        request.Instant(ClosedBeforeKey),
        request.Instant(SnoozedAfterKey),
        request.Instant(SnoozedBeforeKey),
        request.Word<SecondReadingState>(ReadingKey));

    private static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, BlindGuard guard, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Escalation();
        if (request.Problem is { } problem)
            return problem;

        // An earlier case of the same referent would tell as much.
        return await grains.Escalation(id.Referent).View(id.Episode, cancellation) is { } view
            ? TypedResults.Ok(EscalationDetails.Of(
                view, await guard.Hides(context.Actor(), id.Referent, cancellation)))
            : Problems.NotFound();
    }

    private static async Task<Results<Created<EscalationDetails>, ProblemAnswer>> Open(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var officer = context.Actor().Id;
        var body = await request.Body(cancellation, "referentId", "reason", "ground", "reference");
        var referent = body.Referent("referentId");
        var reason = body.Text("reason", EscalationLimits.Reason);
        var ground = body.OptionalWord<EscalationGround>("ground") ?? EscalationGround.Hand;
        var reference = body.OptionalText("reference", EscalationLimits.Reference);
        if (request.Problem is null && await grains.Referent(referent).View(cancellation) is null)
            request.Refuse(ProblemError.InBody("/referentId", "unknown-referent", "There is no such referent."));
        if (request.Problem is { } problem)
            return problem;

        var receipt = await grains.Escalation(referent).OpenByHand(
            new OpenByHand(officer, reason, ground, reference), cancellation);
        if (receipt is not { Refusal: null, View: { } view })
            return Problems.Refused(receipt.Refusal!);

        var details = Shown(context, view);
        context.ShowsDossierOf(referent);
        return TypedResults.Created(
            string.Create(CultureInfo.InvariantCulture, $"/v1/escalations/{details.EscalationId}"), details);
    }

    private static Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Take(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var (id, officer) = (request.Escalation(), context.Actor().Id);
        return Carry(context, request, id, grains, escalation =>
            escalation.Take(new TakeEscalation(id.Episode, officer), cancellation));
    }

    private static Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Release(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var (id, officer) = (request.Escalation(), context.Actor().Id);
        return Carry(context, request, id, grains, escalation =>
            escalation.Release(new ReleaseEscalation(id.Episode, officer), cancellation));
    }

    private static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Note(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var (id, officer) = (request.Escalation(), context.Actor().Id);
        var body = await request.Body(cancellation, "noteId", "text");
        var noteId = body.Text("noteId", EscalationLimits.NoteId);
        var text = body.Text("text", EscalationLimits.Note);
        return await Carry(context, request, id, grains, escalation =>
            escalation.Note(new NoteEscalation(id.Episode, officer, noteId, text), cancellation));
    }

    private static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Close(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var (id, officer) = (request.Escalation(), context.Actor().Id);
        var body = await request.Body(cancellation, "outcome", "findings");
        var outcome = body.Word<EscalationOutcome>("outcome");
        var findings = body.List(
            "findings", EscalationLimits.Findings,
            finding => new Finding(
                finding.Word<Duty>("duty"), finding.Word<Severity>("severity"), finding.Flag("breach")),
            "duty", "severity", "breach");
        return await Carry(context, request, id, grains, escalation =>
            escalation.Close(new CloseEscalation(id.Episode, officer, outcome, findings), cancellation));
    }

    internal static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Carry(
        HttpContext context, RequestReader request, EscalationId id, IGrainFactory grains,
        Func<IEscalationGrain, Task<EscalationReceipt>> command)
    {
        if (request.Problem is { } problem)
            return problem;

        var receipt = await command(grains.Escalation(id.Referent));
        return receipt switch
        {
            { View: null } or { Refusal.Code: "escalation-unknown" } => Problems.NotFound(),
            { Refusal: { } refusal } => Problems.Refused(refusal),
            { View: { } view } => TypedResults.Ok(Shown(context, view)),
        };
    }

    internal static EscalationDetails Shown(HttpContext context, EscalationView view) =>
        EscalationDetails.Of(view, BlindGuard.Hides(context.Actor(), view));
}
