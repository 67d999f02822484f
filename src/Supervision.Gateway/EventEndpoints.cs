using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Supervision.Events;
using Supervision.Gateway.Access.Keys;
using Supervision.Gateway.Ingest;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Log;

namespace Supervision.Gateway;

/// <summary>Events: one, a batch, or a stream of any length.</summary>
internal static class EventEndpoints
{
    private const int BytesPerSecondMin = 240;

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/events", Send).Describe(EventOperations.Send);

    private static async Task<IResult> Send(
        HttpContext context,
        CloudEventReader reader,
        IngestWriter writer,
        IngestCounters counters,
        IOptions<IngestOptions> options,
        TimeProvider time)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var admission = new Admission(reader, context.Features.Get<KeyInUse>(), time);
        switch (KindOf(context.Request))
        {
            case EventOperations.Single or EventOperations.Json:
                return await SendOne(context, admission, writer, counters, time);
            case EventOperations.Batch:
                return await SendBatch(context, admission, writer, counters, options.Value, time);
            case EventOperations.Lines:
                await SendLines(context, admission, writer, counters, options.Value, time);
                return Results.Empty;
            default:
                return Problems.Of(StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static string? KindOf(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            || request.Headers.ContentEncoding.Count > 0)
            return null;

        return type.MediaType.Value?.ToLowerInvariant();
    }

    private static async Task<IResult> SendOne(
        HttpContext context, Admission admission, IngestWriter writer, IngestCounters counters, TimeProvider time)
    {
        if (await ReadBody(context, EventLimits.SizeMax) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge);

        if (!await admission.HoldsAfterBody())
            return Problems.Of(StatusCodes.Status401Unauthorized);

        var reading = admission.Read(body, time.GetUtcNow());
        if (reading.Event is not { } good)
        {
            counters.CountRefused(reading.Refusals);
            return ReceiptLines.RefusalAnswer(reading);
        }

        if (await writer.Commit(good) is not { } outcome)
        {
            counters.CountTurnedAway();
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);
        }

        counters.Count(outcome.Status);
        if (outcome.Status == AppendStatus.Conflict)
            return ReceiptLines.ConflictAnswer();

        var receipt = new Receipt(
            1, good.Key.Source, good.Key.EventId, Receipt.WordFor(outcome.Status), outcome.Position.ToString());
        var isNew = outcome.Status == AppendStatus.Accepted;
        return TypedResults.Json(
            receipt,
            GatewayJson.Default.Receipt,
            statusCode: isNew ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SendBatch(
        HttpContext context,
        Admission admission,
        IngestWriter writer,
        IngestCounters counters,
        IngestOptions options,
        TimeProvider time)
    {
        if (await ReadBody(context, BodyReading.BatchBytesMax) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge);

        if (!await admission.HoldsAfterBody())
            return Problems.Of(StatusCodes.Status401Unauthorized);

        var (batch, refusal) = BodyReading.ReadBatch(body, admission, time.GetUtcNow());
        if (refusal is not null)
        {
            var status = refusal.Code == "too-long"
                ? StatusCodes.Status413PayloadTooLarge
                : StatusCodes.Status400BadRequest;
            return Problems.Invalid([ProblemError.InBody("", refusal.Code, refusal.Message)], status);
        }

        var outcomes = ReadOnlyMemory<AppendOutcome>.Empty;
        if (batch.Events.Count > 0)
        {
            if (await writer.CommitBatch(batch.Events, options.BatchPatience, context.RequestAborted) is not { } stored)
            {
                counters.CountTurnedAway();
                return Problems.Of(StatusCodes.Status503ServiceUnavailable);
            }

            outcomes = stored;
        }

        Accept(context);
        using var receipts = new ReceiptLines(counters, IsMinimal(context));
        await context.Response.BodyWriter.WriteAsync(receipts.Write(batch, outcomes.Span), context.RequestAborted);
        await context.Response.BodyWriter.WriteAsync(receipts.WriteSummary(), context.RequestAborted);
        return Results.Empty;
    }

    private static async Task SendLines(
        HttpContext context,
        Admission admission,
        IngestWriter writer,
        IngestCounters counters,
        IngestOptions options,
        TimeProvider time)
    {
        // Any length, at any pace: what bounds a stream is the size of a line and what is in flight.
        LimitBody(context, null);
        var patient = new MinDataRate(BytesPerSecondMin, options.StreamPatience);
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } incoming)
            incoming.MinDataRate = null;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } outgoing)
            outgoing.MinDataRate = patient;

        Accept(context);
        using var receipts = new ReceiptLines(counters, IsMinimal(context));
        var lines = new EventLines(context.Request.BodyReader, admission, time, options.PieceEventsMax);
        await new EventStream(lines, admission, writer, receipts, context.Response.BodyWriter)
            .Run(options.PiecesPerStreamMax, options.ReceiptsOnDiskMax, context.RequestAborted);
    }

    private static ValueTask<byte[]?> ReadBody(HttpContext context, int bytesMax)
    {
        if (context.Request.ContentLength > bytesMax)
            return ValueTask.FromResult<byte[]?>(null);

        LimitBody(context, null);
        return BodyReading.Read(context.Request.BodyReader, bytesMax, context.RequestAborted);
    }

    private static void LimitBody(HttpContext context, long? bytesMax)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = bytesMax;
    }

    private static void Accept(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = EventOperations.Lines;
        if (IsMinimal(context))
            context.Response.Headers["Preference-Applied"] = "return=minimal";
    }

    private static bool IsMinimal(HttpContext context) =>
        context.Request.Headers["Prefer"].Any(preferences => preferences is not null && preferences
            .Split(',', ';')
            .Any(preference => preference.Trim().Equals("return=minimal", StringComparison.OrdinalIgnoreCase)));
}
