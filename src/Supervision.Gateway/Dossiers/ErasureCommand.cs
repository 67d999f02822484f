using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Contracts.Dossiers;
using Supervision.Dossiers;
using Supervision.Facts;
using Supervision.Gateway.Requests;
using Supervision.Log;

namespace Supervision.Gateway.Dossiers;

/// <summary>Takes an order to erase.</summary>
internal static class ErasureCommand
{
    public static async Task<Results<Ok<ErasureAnswer>, ProblemAnswer>> Erase(
        HttpContext context, IGrainFactory grains, OrderRecorder orders, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var body = await request.Body(cancellation, "ground", "events");
        var ground = body.Word<ErasureGround>("ground");
        var named = body.OptionalList(
            "events", ErasureRequest.EventsMax, one => one.Text("position", PositionText.LengthMax), "position");
        ImmutableArray<LogPosition>? events = named is { } texts
            ? [.. texts.Where(text => LogPosition.TryParse(text, null, out _)).Select(text => LogPosition.Parse(text))]
            : null;
        if (events?.Length < named?.Length)
            request.Refuse(ProblemError.InBody("/events", "malformed-position", "Takes positions such as 3-1042."));
        if (request.Problem is { } problem)
            return problem;

        // An order that cannot be carried out whatever happens is not put on the log.
        var dossier = grains.Dossier(id);
        if (await dossier.JudgeErasure(ground, events ?? default, cancellation) is { } fault)
            return Refused(fault, events ?? []);

        var recorded = await orders.Record(
            context, id, DossierOrderKind.Erasure, Words<ErasureGround>.TextOf(ground));
        var receipt = await dossier.Erase(ground, events ?? default, cancellation);
        if (receipt.Refusal is { } refusal)
        {
            await orders.RecordNotDone(recorded, refusal.Code);
            return Refused(new ErasureFault(refusal, []), []);
        }

        return TypedResults.Ok(new ErasureAnswer(
            receipt.Erased.Length, [.. receipt.Erased.Select(one => new ErasedEvent(one.ToString()))]));
    }

    private static ProblemAnswer Refused(ErasureFault fault, ImmutableArray<LogPosition> events) =>
        fault.Refusal.Code == "unknown-referent"
            ? Problems.NotFound()
            : Problems.Refused(
                fault.Refusal,
                [
                    .. events.Index().Where(one => fault.Wrong.Contains(one.Item))
                        .Select(one => $"/events/{one.Index}/position"),
                ]);
}
