using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Access.Changes;
using Supervision.Contracts.Webhooks;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Gateway.Webhooks;
using Supervision.Webhooks;

namespace Supervision.Gateway;

/// <summary>Messages to subscribers that were given up: listed, and sent once more.</summary>
internal static class DeadLetterEndpoints
{
    private const int EventIdLengthMax = 100;

    public static void MapDeadLetters(this IEndpointRouteBuilder routes, string path)
    {
        routes.MapQuery(path + "/{id}/dead-letters", List).Describe(WebhookOperations.DeadLetters);
        routes.MapCommand(path + "/{id}/dead-letters/resend", Resend).Describe(WebhookOperations.Resend);
    }

    private static async Task<Results<Ok<Page<DeadLetterItem>>, ProblemAnswer>> List(
        HttpContext context, IGrainFactory grains, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = WebhookEndpoints.Id(request, context);
        var bound = $"dead letters {id}";
        var after = request.Cursor(bound);
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;
        if (await grains.Webhooks().Find(id, cancellation) is null)
            return Problems.NotFound();

        var found = (await grains.Webhook(id).DeadLetters(cancellation))
            .OrderBy(PlaceOf)
            .Where(dead => after is not { } place || PlaceOf(dead).CompareTo(place) > 0)
            .Take(size + 1).ToImmutableArray();
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<DeadLetterItem>(
            [.. page.Select(DeadLetterItem.Of)],
            found.Length > size ? CursorText.Write(bound, PlaceOf(page[^1]).Number, page[^1].Delivery.EventId) : null,
            null));
    }

    private static async Task<Results<Ok<ResendAnswer>, ProblemAnswer>> Resend(
        HttpContext context, IGrainFactory grains, WebhookRecorder recorder, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = WebhookEndpoints.Id(request, context);
        var body = await request.Body(cancellation, "eventIds");
        var eventIds = body.OptionalTextList("eventIds", WebhookOperations.ResentMax, EventIdLengthMax);
        if (request.Problem is null && body.Has("eventIds") && eventIds.IsEmpty)
            body.RefuseMember("eventIds", "empty-list", "Takes at least one id, or is left out to mean all.");
        if (request.Problem is { } problem)
            return problem;
        if (await grains.Webhooks().Find(id, cancellation) is not { } webhook)
            return Problems.NotFound();

        await recorder.Record(new WebhookChanged(AccessChange.WebhookResent, context.Actor().Id, webhook.Id));
        return TypedResults.Ok(new ResendAnswer(await grains.Webhook(id).Resend(eventIds, cancellation)));
    }

    private static (long Number, string Id) PlaceOf(DeadDelivery dead) => (dead.At.UtcTicks, dead.Delivery.EventId);
}
