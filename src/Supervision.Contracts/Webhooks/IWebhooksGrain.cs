using System.Collections.Immutable;
using Supervision.Webhooks;

namespace Supervision.Contracts.Webhooks;

/// <summary>Keeps who is told of what happens here. There is one, under one key.</summary>
[GrainInterfaceType("webhooks"), Alias("webhooks-grain")]
public interface IWebhooksGrain : IGrainWithStringKey
{
    /// <summary>All, in the order in which they were made.</summary>
    [Alias("list")]
    Task<ImmutableArray<Webhook>> List(CancellationToken cancellation);

    /// <summary>Null when there is none.</summary>
    [Alias("find")]
    Task<Webhook?> Find(string id, CancellationToken cancellation);

    /// <summary>Keeps a new one.</summary>
    [Alias("add")]
    Task<WebhookReceipt> Add(Webhook webhook, CancellationToken cancellation);

    [Alias("disable")]
    Task<WebhookReceipt> Disable(string id, CancellationToken cancellation);

    [Alias("enable")]
    Task<WebhookReceipt> Enable(string id, CancellationToken cancellation);

    /// <summary>Gives it this secret; the one in use signs beside it for a while.</summary>
    [Alias("rotate")]
    Task<WebhookReceipt> Rotate(string id, string secret, TimeSpan oldFor, CancellationToken cancellation);

    /// <summary>Removes it for good.</summary>
    [Alias("remove")]
    Task<WebhookReceipt> Remove(string id, CancellationToken cancellation);
}

/// <summary>What became of a command: the subscriber as it is then, or why not; neither when there is none.</summary>
[GenerateSerializer, Immutable, Alias("webhook-receipt")]
public sealed record WebhookReceipt([property: Id(0)] Webhook? Webhook, [property: Id(1)] Refusal? Refusal);
