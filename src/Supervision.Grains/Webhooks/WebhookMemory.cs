using Supervision.Contracts.Webhooks;
using Supervision.Webhooks;

namespace Supervision.Grains.Webhooks;

/// <summary>The subscribers that are kept, in the order in which they were made, with their secrets.</summary>
[GenerateSerializer, Alias("webhooks-memory")]
public sealed class WebhooksMemory
{
    [Id(0)]
    public List<Webhook> Webhooks { get; set; } = [];
}

/// <summary>
/// How far one subscriber is. Stored as a whole: what was read is waiting in the same row in which the cursor is past
/// it. What was sent since it was last stored is sent again after a crash, under the same ids.
/// </summary>
[GenerateSerializer, Alias("webhook-memory")]
public sealed class WebhookMemory
{
    /// <summary>Null until it began.</summary>
    [Id(0)]
    public WebhookCursor? Cursor { get; set; }

    [Id(1)]
    public DeliveryQueue Queue { get; set; } = DeliveryQueue.Empty;

    [Id(2)]
    public WebhookTry? LastDelivered { get; set; }

    [Id(3)]
    public WebhookTry? LastFailed { get; set; }
}
