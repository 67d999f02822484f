using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using Supervision.Access;
using Supervision.Contracts.Webhooks;
using Supervision.Webhooks;

namespace Supervision.Gateway.Webhooks;

/// <summary>A subscriber, without its secret, and how it keeps up.</summary>
/// <param name="Purpose">What it reads of dossiers for.</param>
/// <param name="State">`active`, `disabled` or `removed`.</param>
/// <param name="OldUntil">Until when the secret before the last rotation signs too.</param>
/// <param name="Waiting">Messages that are still to arrive.</param>
/// <param name="OldestWaitingSince">When the oldest of them was stored; null when none waits.</param>
/// <param name="Dead">Messages that were given up and can be sent again.</param>
public sealed record WebhookItem(
    string Id,
    string Name,
    string Url,
    ImmutableArray<WebhookMatter> Events,
    ReadingPurpose Purpose,
    string State,
    DateTimeOffset MadeAt,
    string MadeBy,
    DateTimeOffset? OldUntil,
    DateTimeOffset? DisabledAt,
    int Waiting,
    DateTimeOffset? OldestWaitingSince,
    int Dead,
    WebhookTryItem? LastDelivered,
    WebhookTryItem? LastFailed)
{
    internal static WebhookItem Of(Webhook webhook, WebhookStanding standing, DateTimeOffset now) => new(
        webhook.Id, webhook.Name, webhook.Url, webhook.Matters, webhook.Purpose,
        webhook.DisabledAt is null ? "active" : "disabled",
        webhook.MadeAt, webhook.MadeBy, webhook.Old?.Until > now ? webhook.Old.Until : null, webhook.DisabledAt,
        standing.Waiting, standing.OldestAt, standing.Dead, WebhookTryItem.Of(standing.LastDelivered),
        WebhookTryItem.Of(standing.LastFailed));
}

/// <summary>A message that was sent, and what came of it.</summary>
/// <param name="Answer">`http-` and the status, or a word for what kept it from arriving.</param>
public sealed record WebhookTryItem(string EventId, DateTimeOffset At, string Answer)
{
    internal static WebhookTryItem? Of(WebhookTry? sent) =>
        sent is null ? null : new WebhookTryItem(sent.EventId, sent.At, sent.Answer);
}

/// <summary>All subscribers, in the order in which they were made.</summary>
public sealed record WebhookList(ImmutableArray<WebhookItem> Items);

/// <summary>A subscriber has a new secret.</summary>
/// <param name="Secret">What its messages are signed with; shown here and never again.</param>
/// <param name="OldUntil">Until when the secret before signs too.</param>
public sealed record WebhookMade(string Id, string Secret, DateTimeOffset? OldUntil);

/// <summary>A trial is on its way.</summary>
/// <param name="EventId">Its id; the list of subscribers says what came of it.</param>
public sealed record PingAnswer(string EventId);

/// <summary>A message that was given up. Of whom it tells is not said: it is no reading of a dossier.</summary>
/// <param name="StoredAt">When what it tells was stored.</param>
/// <param name="Answer">What came of the last try.</param>
public sealed record DeadLetterItem(
    string EventId, string Type, DateTimeOffset StoredAt, DateTimeOffset GivenUpAt, int Tries, string Answer)
{
    internal static DeadLetterItem Of(DeadDelivery dead) => new(
        dead.Delivery.EventId, WebhookMessages.TypeOf(dead.Delivery.Matter), dead.Delivery.At, dead.At,
        dead.Delivery.Tries, dead.Delivery.Answer ?? "");
}

/// <summary>How many messages go out once more.</summary>
public sealed record ResendAnswer(int Resent);

/// <summary>Makes a subscriber.</summary>
/// <param name="Url">Where messages go: https, of the internet or of a network that is allowed.</param>
/// <param name="Events">What it is told of.</param>
/// <param name="Purpose">What it reads of dossiers for; on record as of any reader.</param>
public sealed record MakeWebhookRequest(
    [property: StringLength(Actor.NameLengthMax, MinimumLength = 1)] string Name,
    [property: StringLength(WebhookTerms.UrlLengthMax, MinimumLength = 1)] string Url,
    [property: MaxLength(3)] ImmutableArray<WebhookMatter> Events,
    ReadingPurpose Purpose);

/// <summary>Gives a subscriber a new secret.</summary>
/// <param name="OldHours">How many hours the secret before signs beside it; 0 ends it at once.</param>
public sealed record RotateWebhookRequest([property: Range(0, WebhookTerms.OldHoursMax)] int OldHours);

/// <summary>Sends what was given up once more.</summary>
/// <param name="EventIds">Which; all when it is left out.</param>
public sealed record ResendRequest(
    [property: MaxLength(WebhookOperations.ResentMax)] ImmutableArray<string>? EventIds = null);
