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
/// <param name="Quiet">How long the receiver asks to be left alone; zero when it does not ask.</param>
public sealed record WebhookAnswer(bool IsDelivered, string Code, TimeSpan Quiet = default)
{
    /// <summary>What was told is there no more.</summary>
    public static readonly WebhookAnswer Erased = new(true, "erased");

    /// <param name="retryAfter">What the header of that name asks for; null without one.</param>
    public static WebhookAnswer OfStatus(int status, TimeSpan? retryAfter)
    {
        var isDelivered = status is >= 200 and < 300;
        var asked = retryAfter is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        return new WebhookAnswer(
            isDelivered, FormattableString.Invariant($"http-{status}"), isDelivered ? TimeSpan.Zero : asked);
    }

    public static WebhookAnswer NotSent(string code) => new(false, code);
}
