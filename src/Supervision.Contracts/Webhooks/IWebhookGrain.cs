using System.Collections.Immutable;
using Supervision.Webhooks;

namespace Supervision.Contracts.Webhooks;

/// <summary>Tells one subscriber, beside all else: its slowness is nobody's but its own.</summary>
[GrainInterfaceType("webhook"), Alias("webhook-grain")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>Starts at this moment: what is stored from here on is told. The same again changes nothing.</summary>
    [Alias("begin")]
    Task Begin(CancellationToken cancellation);

    /// <summary>Sees that it goes on, or, when the subscriber was removed, that nothing of it stays.</summary>
    [Alias("wake")]
    Task Wake(CancellationToken cancellation);

    [Alias("standing")]
    Task<WebhookStanding> Standing(CancellationToken cancellation);

    /// <summary>Sends a trial, once; false while one waits, or when nothing more can.</summary>
    [Alias("ping")]
    Task<bool> Ping(string eventId, CancellationToken cancellation);

    /// <summary>What was given up, the oldest first.</summary>
    [Alias("dead-letters")]
    Task<ImmutableArray<DeadDelivery>> DeadLetters(CancellationToken cancellation);

    /// <summary>Lets what was given up go out once more, as far as there is room.</summary>
    /// <param name="eventIds">Which; none means all.</param>
    /// <returns>How many do.</returns>
    [Alias("resend")]
    Task<int> Resend(ImmutableArray<string> eventIds, CancellationToken cancellation);
}

/// <summary>How a subscriber keeps up.</summary>
/// <param name="Waiting">Messages that are still to arrive.</param>
/// <param name="Dead">Messages that were given up.</param>
/// <param name="OldestAt">When the oldest of those that wait was stored; null when none waits.</param>
[GenerateSerializer, Immutable, Alias("webhook-standing")]
public sealed record WebhookStanding(
    [property: Id(0)] int Waiting,
    [property: Id(1)] int Dead,
    [property: Id(2)] DateTimeOffset? OldestAt,
    [property: Id(3)] WebhookTry? LastDelivered,
    [property: Id(4)] WebhookTry? LastFailed);

/// <summary>A message that was sent, and what came of it.</summary>
[GenerateSerializer, Immutable, Alias("webhook-try")]
public sealed record WebhookTry(
    [property: Id(0)] string EventId, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Answer);

/// <summary>The typed way to the grains.</summary>
public static class WebhookGrains
{
    private const string OnlyKey = "register";

    public static IWebhooksGrain Webhooks(this IGrainFactory grains) => grains.GetGrain<IWebhooksGrain>(OnlyKey);

    public static IWebhookGrain Webhook(this IGrainFactory grains, string id) => grains.GetGrain<IWebhookGrain>(id);
}
