using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Contracts.Dossiers;
using Supervision.Dossiers;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Gateway.Requests;
using Supervision.Log;

namespace Supervision.Gateway.Dossiers;

/// <summary>Takes an order to put a fact right.</summary>
internal static class RectificationCommand
{
    public static async Task<Results<Ok<RectificationAnswer>, ProblemAnswer>> Rectify(
        HttpContext context, IGrainFactory grains, OrderRecorder orders, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var referent = request.Referent();
        var body = await request.Body(
            cancellation, "rectificationId", "kind", "ofSource", "ofId", "reason", "data");
        var id = body.Text("rectificationId", Rectification.IdLengthMax);
        var kind = body.Word<RectificationKind>("kind");
        var target = new EventKey(
            body.Text("ofSource", EventLimits.KeyLengthMax), body.Text("ofId", EventLimits.KeyLengthMax));
        var reason = body.Word<CorrectionReason>("reason");
        var data = body.OptionalObject("data");
        if (request.Problem is null && data is null != (kind == RectificationKind.Retraction))
            request.Refuse(ProblemError.InBody(
                "/data", data is null ? "missing" : "not-for-retraction",
                "A correction has what the event should have said, and a retraction has nothing."));
        if (request.Problem is { } problem)
            return problem;

        var recorded = await orders.Record(
            context, referent,
            kind == RectificationKind.Correction ? DossierOrderKind.Correction : DossierOrderKind.Retraction,
            Words<CorrectionReason>.TextOf(reason), id);
        var receipt = await grains.Dossier(referent).Rectify(
            new Rectification(
                id, target, reason, data is { } said ? Encoding.UTF8.GetBytes(said.GetRawText()) : default),
            cancellation);
        if (receipt.Position is null)
            await orders.RecordNotDone(recorded, receipt.Refusals[0].Code);
        return receipt switch
        {
            { Position: { } position } => TypedResults.Ok(new RectificationAnswer(id, position.ToString())),
            { Refusals: [{ Code: "unknown-referent" }] } => Problems.NotFound(),
            { Refusals: [{ Code: not "nothing-changes", Pointer: ['/', 'd', 'a', 't', 'a', ..] }, ..] } =>
                Problems.Invalid(receipt.Refusals.Select(refusal =>
                    ProblemError.InBody(refusal.Pointer ?? "/data", refusal.Code, refusal.Message))),
            _ => Problems.Refused(receipt.Refusals[0]),
        };
    }
}
