namespace Supervision.Webhooks;

/// <summary>Brings a message to where it is for. What it is and when it goes is decided elsewhere.</summary>
public interface IWebhookSender
{
    /// <summary>Sends once; whatever goes wrong on the way is an answer.</summary>
    Task<WebhookAnswer> Send(WebhookPost post, CancellationToken cancellation);
}

/// <summary>A message with its signature.</summary>
public sealed record WebhookPost(string Url, string Id, string Timestamp, string Signature, byte[] Body)
{
    /// <summary>Signed with all secrets that hold at the moment of sending.</summary>
    public static WebhookPost Of(Webhook webhook, string id, byte[] body, DateTimeOffset now) => new(
        webhook.Url, id, WebhookSignature.TimestampOf(now),
        WebhookSignature.Of(webhook.SecretsAt(now), id, now, body), body);
}

/// <summary>What came of it.</summary>
/// <param name="Code"><c>http-</c> and the status, or a word for what kept it from arriving.</param>
public sealed record WebhookAnswer(bool IsDelivered, string Code)
{
    /// <summary>What was told is there no more.</summary>
    public static readonly WebhookAnswer Erased = new(true, "erased");

    public static WebhookAnswer OfStatus(int status) =>
        new(status is >= 200 and < 300, FormattableString.Invariant($"http-{status}"));

    public static WebhookAnswer NotSent(string code) => new(false, code);
}
