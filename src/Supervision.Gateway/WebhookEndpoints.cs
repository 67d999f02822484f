using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.Access.Changes;
using Supervision.Access.Keys;
using Supervision.Contracts.Webhooks;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Gateway.Webhooks;
using Supervision.Gateway.Webhooks.Sending;
using Supervision.Webhooks;

namespace Supervision.Gateway;

/// <summary>Subscribers that are told of what happens here: made, changed and removed by an administrator.</summary>
internal static class WebhookEndpoints
{
    private const string Path = "/webhooks";
    private const int MattersMax = 3;

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery(Path, List).Describe(WebhookOperations.List);
        routes.MapCommand(Path, Make).Describe(WebhookOperations.Make);
        routes.MapPost(Path + "/{id}/disable", Disable).Describe(WebhookOperations.Disable);
        routes.MapPost(Path + "/{id}/enable", Enable).Describe(WebhookOperations.Enable);
        routes.MapCommand(Path + "/{id}/rotate", Rotate).Describe(WebhookOperations.Rotate);
        routes.MapPost(Path + "/{id}/remove", Remove).Describe(WebhookOperations.Remove);
        routes.MapPost(Path + "/{id}/ping", Ping).Describe(WebhookOperations.Ping);
        routes.MapDeadLetters(Path);
    }

    private static async Task<Results<Ok<WebhookList>, ProblemAnswer>> List(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var webhooks = await grains.Webhooks().List(cancellation);
        return TypedResults.Ok(new WebhookList(
            [.. await Task.WhenAll(webhooks.Select(webhook => Shown(webhook, grains, time, cancellation)))]));
    }

    private static async Task<Results<Created<WebhookMade>, ProblemAnswer>> Make(
        HttpContext context, IGrainFactory grains, WebhookRecorder recorder, IOptions<WebhookSendingOptions> sending,
        TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "name", "url", "events", "purpose");
        var terms = new WebhookTerms(
            body.Text("name", Actor.NameLengthMax),
            body.Text("url", WebhookTerms.UrlLengthMax),
            body.WordList<WebhookMatter>("events", MattersMax),
            body.Word<ReadingPurpose>("purpose"));
        if (request.Problem is { } unread)
            return unread; // What could not be read would be wrong once more as terms.
        foreach (var wrong in terms.Malformed(sending.Value.AllowHttp, sending.Value.Guard))
            request.Refuse(ProblemError.InBody(wrong.Pointer!, wrong.Code, wrong.Message));
        if (request.Problem is { } problem)
            return problem;

        var by = context.Actor().Id;
        var webhook = terms.Make(KeyText.NewId(), WebhookSecret.NewText(), time.GetUtcNow(), by);
        var change = new WebhookChanged(AccessChange.WebhookMade, by, webhook.Id, webhook.Url, webhook.Matters);
        await recorder.Record(change);
        await recorder.RecordReading(webhook);
        // First where it begins, so that nothing is missed that is stored after the answer.
        await grains.Webhook(webhook.Id).Begin(cancellation);
        var receipt = await grains.Webhooks().Add(webhook, cancellation);
        await grains.Webhook(webhook.Id).Wake(cancellation);
        if (receipt.Refusal is null)
            return TypedResults.Created((string?)null, new WebhookMade(webhook.Id, webhook.Secret.Text, null));

        await recorder.Record(change with { NotDone = true });
        return Problems.Refused(receipt.Refusal);
    }

    private static Task<Results<Ok<WebhookItem>, ProblemAnswer>> Disable(
        HttpContext context, IGrainFactory grains, WebhookRecorder recorder, TimeProvider time,
        CancellationToken cancellation) => Change(
            context, grains, time, async webhook =>
            {
                if (webhook.DisabledAt is null)
                    await recorder.Record(Changed(AccessChange.WebhookDisabled, context, webhook));
                return await grains.Webhooks().Disable(webhook.Id, cancellation);
            },
            cancellation);

    private static Task<Results<Ok<WebhookItem>, ProblemAnswer>> Enable(
        HttpContext context, IGrainFactory grains, WebhookRecorder recorder, TimeProvider time,
        CancellationToken cancellation) => Change(
            context, grains, time, async webhook =>
            {
                if (webhook.DisabledAt is not null)
                {
                    await recorder.Record(Changed(AccessChange.WebhookEnabled, context, webhook));
                    await recorder.RecordReading(webhook);
                }

                return await grains.Webhooks().Enable(webhook.Id, cancellation);
            },
            cancellation);

    private static async Task<Results<Ok<WebhookMade>, ProblemAnswer>> Rotate(
        HttpContext context, IGrainFactory grains, WebhookRecorder recorder, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = Id(request, context);
        var body = await request.Body(cancellation, "oldHours");
        var oldHours = body.Number("oldHours", 0, WebhookTerms.OldHoursMax);
        if (request.Problem is { } problem)
            return problem;
        if (await grains.Webhooks().Find(id, cancellation) is not { } webhook)
            return Problems.NotFound();

        await recorder.Record(Changed(AccessChange.WebhookRotated, context, webhook));
        var receipt = await grains.Webhooks().Rotate(
            id, WebhookSecret.NewText(), TimeSpan.FromHours(oldHours), cancellation);
        return receipt.Webhook is { } rotated
            ? TypedResults.Ok(new WebhookMade(id, rotated.Secret.Text, rotated.Old?.Until))
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<WebhookItem>, ProblemAnswer>> Remove(
        HttpContext context, IGrainFactory grains, WebhookRecorder recorder, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = Id(request, context);
        if (request.Problem is { } problem)
            return problem;
        if (await grains.Webhooks().Find(id, cancellation) is not { } webhook)
            return Problems.NotFound();

        await recorder.Record(Changed(AccessChange.WebhookRemoved, context, webhook));
        var shown = await Shown(webhook, grains, time, cancellation);
        await grains.Webhooks().Remove(id, cancellation);
        await grains.Webhook(id).Wake(cancellation); // It finds itself removed, and leaves nothing.
        return TypedResults.Ok(shown with { State = "removed" });
    }

    private static async Task<Results<Accepted<PingAnswer>, ProblemAnswer>> Ping(
        HttpContext context, IGrainFactory grains, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = Id(request, context);
        if (request.Problem is { } problem)
            return problem;
        if (await grains.Webhooks().Find(id, cancellation) is not { } webhook)
            return Problems.NotFound();
        if (webhook.DisabledAt is not null)
            return Problems.Refused(new Refusal("webhook-disabled", "Nothing is sent to it: enable it first."));

        var eventId = $"ping-{Guid.CreateVersion7(time.GetUtcNow()):N}";
        return await grains.Webhook(id).Ping(eventId, cancellation)
            ? TypedResults.Accepted((string?)null, new PingAnswer(eventId))
            : Problems.Refused(new Refusal("ping-waiting", "One is on its way already, or too much waits."));
    }

    private static async Task<Results<Ok<WebhookItem>, ProblemAnswer>> Change(
        HttpContext context, IGrainFactory grains, TimeProvider time, Func<Webhook, Task<WebhookReceipt>> change,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = Id(request, context);
        if (request.Problem is { } problem)
            return problem;
        if (await grains.Webhooks().Find(id, cancellation) is not { } webhook)
            return Problems.NotFound();

        return await change(webhook) is { Webhook: { } changed }
            ? TypedResults.Ok(await Shown(changed, grains, time, cancellation))
            : Problems.NotFound();
    }

    private static async Task<WebhookItem> Shown(
        Webhook webhook, IGrainFactory grains, TimeProvider time, CancellationToken cancellation) => WebhookItem.Of(
        webhook, await grains.Webhook(webhook.Id).Standing(cancellation), time.GetUtcNow());

    private static WebhookChanged Changed(AccessChange change, HttpContext context, Webhook webhook) =>
        new(change, context.Actor().Id, webhook.Id);

    /// <summary>The id in the path; empty when it is none.</summary>
    internal static string Id(RequestReader request, HttpContext context)
    {
        var id = context.Request.RouteValues["id"] as string;
        if (KeyText.IsId(id))
            return id;

        request.Refuse("path", "id", "malformed-id", "The id of a webhook has 12 characters of [a-z2-7].");
        return "";
    }
}
