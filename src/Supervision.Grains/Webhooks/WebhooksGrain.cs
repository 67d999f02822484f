using System.Collections.Immutable;
using Supervision.Contracts.Webhooks;
using Supervision.Grains.Escalations;
using Supervision.Webhooks;

namespace Supervision.Grains.Webhooks;

/// <summary>Keeps the subscribers; each is told by a grain of its own, which asks here for what it is to do.</summary>
[GrainType("webhooks")]
internal sealed class WebhooksGrain(
    [PersistentState("webhooks", EscalationMemory.Storage)] IPersistentState<WebhooksMemory> memory, TimeProvider time)
    : Grain, IWebhooksGrain
{
    private static readonly Refusal TooMany = new(
        "too-many-webhooks", $"There are {WebhookTerms.WebhooksMax} webhooks, which is the limit: remove one.");

    private List<Webhook> Webhooks => memory.State.Webhooks;

    public Task<ImmutableArray<Webhook>> List(CancellationToken cancellation) =>
        Task.FromResult(Webhooks.ToImmutableArray());

    public Task<Webhook?> Find(string id, CancellationToken cancellation) => Task.FromResult(Known(id));

    public async Task<WebhookReceipt> Add(Webhook webhook, CancellationToken cancellation)
    {
        if (Known(webhook.Id) is { } same)
            return new WebhookReceipt(same, null); // A retry.
        if (Webhooks.Count >= WebhookTerms.WebhooksMax)
            return new WebhookReceipt(null, TooMany);

        Webhooks.Add(webhook);
        await Store(cancellation);
        return new WebhookReceipt(webhook, null);
    }

    public Task<WebhookReceipt> Disable(string id, CancellationToken cancellation) =>
        Change(id, webhook => webhook.Disable(time.GetUtcNow()), cancellation);

    public Task<WebhookReceipt> Enable(string id, CancellationToken cancellation) =>
        Change(id, webhook => webhook.Enable(), cancellation);

    public Task<WebhookReceipt> Rotate(string id, string secret, TimeSpan oldFor, CancellationToken cancellation) =>
        Change(id, webhook => webhook.Rotate(secret, oldFor, time.GetUtcNow()), cancellation);

    public async Task<WebhookReceipt> Remove(string id, CancellationToken cancellation)
    {
        if (Known(id) is not { } webhook)
            return new WebhookReceipt(null, null);

        Webhooks.Remove(webhook);
        await Store(cancellation);
        return new WebhookReceipt(webhook, null);
    }

    private async Task<WebhookReceipt> Change(
        string id, Func<Webhook, Webhook> change, CancellationToken cancellation)
    {
        var index = Webhooks.FindIndex(known => known.Id == id);
        if (index < 0)
            return new WebhookReceipt(null, null);

        var changed = change(Webhooks[index]);
        if (changed != Webhooks[index])
        {
            Webhooks[index] = changed;
            await Store(cancellation);
        }

        return new WebhookReceipt(changed, null);
    }

    private Webhook? Known(string id) => Webhooks.Find(known => known.Id == id);

    private async Task Store(CancellationToken cancellation)
    {
        try
        {
            await memory.WriteStateAsync(cancellation);
        }
        catch
        {
            // Whether it was stored is unknown: the next activation reads what is.
            DeactivateOnIdle();
            throw;
        }
    }
}
