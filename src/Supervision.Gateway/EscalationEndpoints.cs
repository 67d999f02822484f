using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations;
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
        HttpContext context, IEscalationViews views, IReferentViews referents, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var query = new EscalationQuery(
            request.Word<EscalationState>(StateKey),
            request.Flag(OverdueKey),
            request.Text(AssigneeKey),
            request.Referent(ReferentKey),
            request.Instant(OpenedAfterKey),
            request.Instant(OpenedBeforeKey),
            Cursor: null,
            request.PageSize());
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
        var page = await views.List(query, cancellation);
        return TypedResults.Ok(new Page<EscalationItem>(
            [.. page.Items.Select(EscalationItem.Of)],
            page.Next is { } next ? CursorText.Write(bound, next.OpenedAt.UtcTicks, next.Id.ToString()) : null,
            PositionText.Of(flushedTo)));
    }

    private static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Escalation();
        if (request.Problem is { } problem)
            return problem;

        return await grains.Escalation(id.Referent).View(id.Episode, cancellation) is { } view
            ? TypedResults.Ok(EscalationDetails.Of(view))
            : Problems.NotFound();
    }

    private static async Task<Results<Created<EscalationDetails>, ProblemAnswer>> Open(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var officer = context.Actor().Id;
        var body = await request.Body(cancellation, "referentId", "reason");
        var referent = body.Referent("referentId");
        var reason = body.Text("reason", EscalationLimits.Reason);
        if (request.Problem is null && await grains.Referent(referent).View(cancellation) is null)
            request.Refuse(ProblemError.InBody("/referentId", "unknown-referent", "There is no such referent."));
        if (request.Problem is { } problem)
            return problem;

        var receipt = await grains.Escalation(referent).OpenByHand(new OpenByHand(officer, reason), cancellation);
        if (receipt is not { Refusal: null, View: { } view })
            return Problems.Refused(receipt.Refusal!);

        var details = EscalationDetails.Of(view);
        context.ShowsDossierOf(referent);
        return TypedResults.Created(
            string.Create(CultureInfo.InvariantCulture, $"/v1/escalations/{details.EscalationId}"), details);
    }

    private static Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Take(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var (id, officer) = (request.Escalation(), context.Actor().Id);
        return Carry(request, id, grains, escalation =>
            escalation.Take(new TakeEscalation(id.Episode, officer), cancellation));
    }

    private static Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Release(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var (id, officer) = (request.Escalation(), context.Actor().Id);
        return Carry(request, id, grains, escalation =>
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
        return await Carry(request, id, grains, escalation =>
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
        return await Carry(request, id, grains, escalation =>
            escalation.Close(new CloseEscalation(id.Episode, officer, outcome, findings), cancellation));
    }

    private static async Task<Results<Ok<EscalationDetails>, ProblemAnswer>> Carry(
        RequestReader request, EscalationId id, IGrainFactory grains,
        Func<IEscalationGrain, Task<EscalationReceipt>> command)
    {
        if (request.Problem is { } problem)
            return problem;

        var receipt = await command(grains.Escalation(id.Referent));
        return receipt switch
        {
            { View: null } or { Refusal.Code: "escalation-unknown" } => Problems.NotFound(),
            { Refusal: { } refusal } => Problems.Refused(refusal),
            { View: { } view } => TypedResults.Ok(EscalationDetails.Of(view)),
        };
    }
}
