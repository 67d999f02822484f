using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Supervision.Webhooks;

/// <summary>
/// How a message proves who sent it, in the manner of Standard Webhooks: HMAC-SHA256 over its id, the moment of sending
/// and the body, so that neither can be changed and an old message cannot be sent again later as a new one.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    private const string Version = "v1";

    /// <summary>The value of the header: one signature by each secret, the newest first.</summary>
    public static string Of(IEnumerable<WebhookSecret> secrets, string id, DateTimeOffset sentAt, byte[] body) =>
        string.Join(
            ' ', secrets.Select(secret => $"{Version},{Convert.ToBase64String(Sign(secret, id, sentAt, body))}"));

    public static string TimestampOf(DateTimeOffset sentAt) =>
        sentAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static byte[] Sign(WebhookSecret secret, string id, DateTimeOffset sentAt, byte[] body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key());
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{TimestampOf(sentAt)}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
