namespace Supervision.Log;

/// <summary>What makes an event one and the same however often it is delivered: its source and its id there.</summary>
[GenerateSerializer, Immutable, Alias("event-key")]
public readonly record struct EventKey([property: Id(0)] string Source, [property: Id(1)] string EventId);
