using System.Text.Json;
using System.Text.Json.Serialization;
using Supervision.Escalations;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Selections;

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
    private static readonly string Planned = FactTypes.NameOf<CheckPlanned>();

    /// <summary>
    /// Whether it, or that it is there, tells that a case was drawn: a planned check, which has the channel, the model
    /// and the chance of being drawn, and what corrects one.
    /// </summary>
    public static bool TellsChannel(LoggedEvent logged) =>
        logged.Type == Planned || logged.Target?.Source == SelectionFactTypes.Source;

    /// <summary>Without what officers have done on a case that another is to judge without knowing it.</summary>
    public HistoryItem WithoutCase(EscalationId id) =>
        Event.Source == CaseEffects.Source && Event.Id.StartsWith($"{id}/", StringComparison.Ordinal)
            ? this with { Event = Event with { Data = null }, Status = EventStatus.Kept }
            : this;

    public static HistoryItem Of(LoggedEvent logged, EventStatus status, QuarantineReason? quarantine) => new(
        logged.Position.ToString(), logged.RecordedAt.ToUniversalTime(), HistoryEvent.Of(logged), status, quarantine);
}

/// <summary>The CloudEvent as it was accepted.</summary>
/// <param name="Data">Null when the payload was erased by law, or is kept.</param>
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

    /// <summary>What it says is kept from whoever asks, who has to judge a case first.</summary>
    Kept,
}
