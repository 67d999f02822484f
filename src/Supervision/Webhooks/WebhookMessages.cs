using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Referents;
using Supervision.Risk;

namespace Supervision.Webhooks;

/// <summary>What subscribers get: CloudEvents 1.0 in structured JSON.</summary>
public static class WebhookMessages
{
    public const string ContentType = "application/cloudevents+json";

    private const string Source = "urn:supervision:webhooks";

    /// <summary>The type of a message, as the receiver sees it.</summary>
    public static string TypeOf(WebhookMatter? matter) =>
        $"supervision.webhook.{(matter is { } known ? ClosedList<WebhookMatter>.WordFor(known) : "ping")}.v1";

    /// <summary>The same as on the stream of changes.</summary>
    public static byte[] Of(PendingDelivery delivery, RiskChange change) => Write(
        delivery,
        change.At,
        new LevelTold(
            change.Referent.ToString(), change.At.ToUniversalTime(), change.From, change.To,
            change.ScoredPoints, change.ModelHash, change.Position.ToString(),
            change.Cause is { } cause ? new CauseTold(cause.Source, cause.EventId) : null),
        WebhookJson.Default.LevelTold);

    public static byte[] Of(PendingDelivery delivery, ReferentId referent, LoggedEvent logged)
    {
        var fact = EscalationFactTypes.Read(logged.Type, logged.Data.Span);
        return delivery.Matter == WebhookMatter.DecisionTaken
            ? Write(
                delivery, logged.Time, CaseTelling.Decision(referent, logged, fact), WebhookJson.Default.DecisionTold)
            : Write(delivery, logged.Time, CaseTelling.Step(referent, logged, fact), WebhookJson.Default.CaseTold);
    }

    public static byte[] Ping(PendingDelivery delivery) =>
        Write(delivery, delivery.At, new PingTold(delivery.At.ToUniversalTime()), WebhookJson.Default.PingTold);

    private static byte[] Write<TData>(
        PendingDelivery delivery, DateTimeOffset at, TData data, JsonTypeInfo<TData> shape)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", delivery.EventId);
            json.WriteString("source", Source);
            json.WriteString("type", TypeOf(delivery.Matter));
            if (delivery.Lane.Length > 0)
                json.WriteString("subject", delivery.Lane);
            json.WriteString("time", at.ToUniversalTime());
            json.WriteString("datacontenttype", "application/json");
            json.WritePropertyName("data");
            JsonSerializer.Serialize(json, data, shape);
            json.WriteEndObject();
        }

        return text.ToArray();
    }
}

/// <summary>The level of a referent changed.</summary>
/// <param name="Points">Null when no model was in use.</param>
/// <param name="Cause">The event that moved it; null when time alone did.</param>
public sealed record LevelTold(
    string ReferentId,
    DateTimeOffset At,
    RiskLevel From,
    RiskLevel To,
    int? Points,
    string? ModelHash,
    string Position,
    CauseTold? Cause);

/// <summary>The event that moved a level.</summary>
public sealed record CauseTold(string Source, string Id);

/// <summary>A trial.</summary>
public sealed record PingTold(DateTimeOffset At);

/// <summary>How they are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LevelTold))]
[JsonSerializable(typeof(CaseTold))]
[JsonSerializable(typeof(DecisionTold))]
[JsonSerializable(typeof(PingTold))]
internal sealed partial class WebhookJson : JsonSerializerContext;
