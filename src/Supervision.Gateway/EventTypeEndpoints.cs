using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Facts;
using Supervision.Gateway.Ingest;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway;

/// <summary>The types of event, each with its schema and an example.</summary>
internal static class EventTypeEndpoints
{
    private static readonly FrozenDictionary<string, EventTypeDetails> Types =
        FactTypes.All.ToFrozenDictionary(type => type.Name, EventTypeDetails.Of, StringComparer.Ordinal);

    private static readonly EventTypeList All = new([.. FactTypes.All.Select(EventTypeItem.Of)]);

    public static void MapEventTypes(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/event-types", List).Describe(EventTypeOperations.ListEventTypes);
        routes.MapQuery("/event-types/{type}", Get).Describe(EventTypeOperations.GetEventType);
    }

    private static Results<Ok<EventTypeList>, ProblemAnswer> List(HttpContext context) =>
        RequestReader.Of(context).Problem is { } problem ? problem : TypedResults.Ok(All);

    private static Results<Ok<EventTypeDetails>, ProblemAnswer> Get(HttpContext context, string type)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return Types.TryGetValue(type, out var details) ? TypedResults.Ok(details) : Problems.NotFound();
    }
}
