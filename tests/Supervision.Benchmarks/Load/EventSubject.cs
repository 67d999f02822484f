using System.Text.Json;
using Supervision.Populations;

namespace Supervision.Benchmarks.Load;

/// <summary>Whom an event is about, out of its JSON.</summary>
internal static class EventSubject
{
    public static string Of(PopulationEvent happened) => Of(JsonElement.Parse(happened.Json.Span));

    public static string Of(string json) => Of(JsonElement.Parse(json));

    private static string Of(JsonElement happened) => happened.GetProperty("subject").GetString()!;
}
