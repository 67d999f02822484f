using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Supervision.Escalations;
using Supervision.Events;
using Supervision.Log;

namespace Supervision.Audit;

/// <summary>An event as a line of a bundle; the digest is not in it, because it follows from the rest.</summary>
internal static class BundledEvent
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = CanonicalEncoder.Instance,
        SkipValidation = true,
    };

    public static string TextOf(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString(Moment, CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">Not such a moment.</exception>
    public static DateTimeOffset MomentOf(string? text) => DateTimeOffset.ParseExact(
        text ?? "", Moment, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    /// <summary>Writes the line without its end; without <c>data</c> when that was erased, or is a secret.</summary>
    public static void Write(LoggedEvent logged, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        if (!logged.Data.IsEmpty && !EscalationFactTypes.IsSecret(logged.Type))
        {
            json.WritePropertyName("data");
            json.WriteRawValue(logged.Data.Span, skipInputValidation: true);
        }

        json.WriteString("id", logged.Key.EventId);
        json.WriteString("position", logged.Position.ToString());
        json.WriteString("recordedAt", TextOf(logged.RecordedAt));
        json.WriteString("source", logged.Key.Source);
        json.WriteString("subject", logged.Subject);
        json.WriteString("time", TextOf(logged.Time));
        json.WriteString("type", logged.Type);
        json.WriteEndObject();
    }

    /// <exception cref="FormatException">Not such a line.</exception>
    public static LoggedEvent Read(ReadOnlyMemory<byte> line)
    {
        // Where bytes are no text a later reader would fail on them.
        if (!Utf8.IsValid(line.Span))
            throw new FormatException("It is not UTF-8.");

        try
        {
            using var parsed = JsonDocument.Parse(
                line, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 32 });
            var json = parsed.RootElement;
            var data = json.TryGetProperty("data", out var said)
                ? Encoding.UTF8.GetBytes(said.GetRawText())
                : ReadOnlyMemory<byte>.Empty;
            if (json.EnumerateObject().Count() != (data.IsEmpty ? 7 : 8))
                throw new FormatException("It has members that no event has.");

            return new LoggedEvent(
                LogPosition.Parse(Text(json, "position")), Text(json, "subject"),
                new EventKey(Text(json, "source"), Text(json, "id")), Text(json, "type"),
                MomentOf(Text(json, "time")), MomentOf(Text(json, "recordedAt")), data, null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException
            or KeyNotFoundException)
        {
            throw new FormatException("It is not an event.", unreadable);
        }
    }

    internal static string Text(JsonElement json, string member) =>
        json.GetProperty(member).GetString() ?? throw new FormatException($"Its {member} is null.");
}
