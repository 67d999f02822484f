using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Supervision.Events;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;

namespace Supervision.Gateway.Ingest;

/// <summary>One type of event, in the list of them.</summary>
/// <param name="AcceptedFromOutside">False for what is only recorded here, by a person's decision.</param>
public sealed record EventTypeItem(string Type, string Description, bool AcceptedFromOutside)
{
    internal static EventTypeItem Of(FactType type) => new(type.Name, type.Meaning, !type.IsOwn);
}

/// <summary>All types of event. It is one page: the list is closed and short.</summary>
public sealed record EventTypeList(ImmutableArray<EventTypeItem> Items);

/// <summary>One type of event, with all that a sender needs to know.</summary>
/// <param name="Schema">JSON Schema (2020-12) of the whole event.</param>
/// <param name="Example">An event that is accepted.</param>
public sealed record EventTypeDetails(
    string Type, string Description, bool AcceptedFromOutside, JsonNode Schema, JsonNode Example)
{
    internal static EventTypeDetails Of(FactType type) => new(
        type.Name, type.Meaning, !type.IsOwn, EventSchemas.Of(type), JsonNode.Parse(EventExamples.Of(type))!);
}

/// <summary>What the document says of the types of event.</summary>
internal static class EventTypeOperations
{
    private static readonly FactType Example = FactTypes.Find(FactTypes.NameOf<StayStarted>())!;

    private static readonly PathKey TypePath =
        new("type", "The type of event.", Example.Name, @"^supervision\.[a-z.-]{1,60}\.v[1-9]$");

    public static readonly Operation ListEventTypes = new(
        "listEventTypes", Tags.EventTypes, "List the types of event", "The closed list of what an event may tell.")
    {
        Access = AccessRule.SignedIn,
        Answers = [Answer.Json(200, "All types.", new EventTypeList([EventTypeItem.Of(Example)]))],
    };

    public static readonly Operation GetEventType = new(
        "getEventType", Tags.EventTypes, "Get the schema and an example of a type of event",
        "The schema is made of the same declarations that events are checked by.")
    {
        Access = AccessRule.SignedIn,
        Path = [TypePath],
        Answers = [Answer.Json(200, "The type.", EventTypeDetails.Of(Example))],
        Errors = [404],
    };
}
