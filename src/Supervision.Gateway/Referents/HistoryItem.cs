using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Facts;
using Supervision.Log;

namespace Supervision.Gateway.Referents;

/// <summary>One event of a history.</summary>
/// <param name="RecordedAt">When it was learned; the time in the event is when it happened.</param>
/// <param name="Quarantine">Why it does not count; only with the status `quarantined`.</param>
public sealed record HistoryItem(
    string Position,
    DateTimeOffset RecordedAt,
    HistoryEvent Event,
    EventStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] QuarantineReason? Quarantine = null)
{
    public static HistoryItem Of(LoggedEvent logged, EventStatus status, QuarantineReason? quarantine) => new(
        logged.Position.ToString(), logged.RecordedAt.ToUniversalTime(), HistoryEvent.Of(logged), status, quarantine);
}

/// <summary>The CloudEvent as it was accepted.</summary>
/// <param name="Data">Null when the payload was erased by law.</param>
public sealed record HistoryEvent(
    [property: JsonPropertyName("specversion")] string SpecVersion,
    string Id,
    string Source,
    string Type,
    string Subject,
    DateTimeOffset Time,
    JsonElement? Data)
{
    public static HistoryEvent Of(LoggedEvent logged) => new(
        "1.0",
        logged.Key.EventId,
        logged.Key.Source,
        logged.Type,
        logged.Subject,
        logged.Time.ToUniversalTime(),
        logged.Data.IsEmpty ? null : JsonElement.Parse(logged.Data.Span));
}

/// <summary>Whether an event counts.</summary>
[JsonConverter(typeof(ClosedList<EventStatus>))]
public enum EventStatus
{
    InEffect,
    Corrected,
    Retracted,

    /// <summary>On the log, and could not be folded.</summary>
    Quarantined,

    /// <summary>What it said was erased by law; that it was is still on record.</summary>
    Erased,
}
