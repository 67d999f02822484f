using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Supervision.Events;

namespace Supervision.Log;

/// <summary>What the chain holds of an event, rebuilt from what the log stores of it.</summary>
public static class EventDigest
{
    private static readonly JsonWriterOptions Canonical = new()
    {
        Encoder = CanonicalEncoder.Instance,
        SkipValidation = true,
    };

    /// <summary>SHA-256 of the canonical JSON of the event; its <c>data</c> is canonical already.</summary>
    public static byte[] Of(LoggedEvent stored) =>
        Of(stored.Key, stored.Subject, stored.Type, stored.Time, stored.Data.Span);

    public static byte[] Of(EventKey key, string subject, string type, DateTimeOffset time, ReadOnlySpan<byte> data)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Canonical))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("data");
            writer.WriteRawValue(data, skipInputValidation: true);
            writer.WriteString("id", key.EventId);
            writer.WriteString("source", key.Source);
            writer.WriteString("specversion", "1.0");
            writer.WriteString("subject", subject);
            writer.WriteString(
                "time", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
            writer.WriteString("type", type);
            writer.WriteEndObject();
        }

        return SHA256.HashData(buffer.GetBuffer().AsSpan(0, checked((int)buffer.Length)));
    }
}
