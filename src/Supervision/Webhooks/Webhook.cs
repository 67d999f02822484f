using System.Collections.Immutable;
using Supervision.Access;

namespace Supervision.Webhooks;

/// <summary>A subscriber: another system that is told of what happens here.</summary>
/// <param name="Name">For people, such as the name of the system.</param>
/// <param name="Purpose">What it reads of dossiers for, on record as of any reader.</param>
/// <param name="MadeBy">The id of the administrator.</param>
[GenerateSerializer, Immutable, Alias("webhook")]
public sealed record Webhook(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] string Url,
    [property: Id(3)] ImmutableArray<WebhookMatter> Matters,
    [property: Id(4)] ReadingPurpose Purpose,
    [property: Id(5)] WebhookSecret Secret,
    [property: Id(6)] DateTimeOffset MadeAt,
    [property: Id(7)] string MadeBy)
{
    /// <summary>The secret before the last rotation, which signs beside it for a while.</summary>
    [Id(8)]
    public WebhookSecret? Old { get; init; }

    /// <summary>Since when nothing is sent; null while it is.</summary>
    [Id(9)]
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Who it is recorded as.</summary>
    public string Actor => $"webhook:{Id}";

    /// <summary>The secrets that sign at a moment, the newest first.</summary>
    public ImmutableArray<WebhookSecret> SecretsAt(DateTimeOffset now) =>
        Old is { } old && now < old.Until ? [Secret, old] : [Secret];

    /// <summary>Sends no more; the same again changes nothing.</summary>
    public Webhook Disable(DateTimeOffset now) => DisabledAt is null ? this with { DisabledAt = now } : this;

    /// <summary>Goes on from where it stopped.</summary>
    public Webhook Enable() => this with { DisabledAt = null };

    /// <summary>With a new secret; one before the last ends at once. A retry changes nothing.</summary>
    /// <param name="oldFor">How long the secret in use signs beside the new one.</param>
    public Webhook Rotate(string secret, TimeSpan oldFor, DateTimeOffset now) => Secret.Text == secret
        ? this
        : this with
        {
            Secret = new WebhookSecret(secret),
            Old = oldFor > TimeSpan.Zero ? Secret with { Until = now + oldFor } : null,
        };
}
