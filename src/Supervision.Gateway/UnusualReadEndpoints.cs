using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Access.Unusual;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Access.Reads.Unusual;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using static Supervision.Gateway.Access.Reads.Unusual.UnusualReadOperations;

namespace Supervision.Gateway;

/// <summary>What auditors are told to look at in the read log.</summary>
internal static class UnusualReadEndpoints
{
    private static readonly TimeSpan PeriodDefault = TimeSpan.FromDays(1);

    public static void MapUnusualReads(this IEndpointRouteBuilder routes) =>
        routes.MapQuery("/reads/unusual", List).Describe(ListUnusual);

    private static async Task<Results<Ok<UnusualReadPage>, ProblemAnswer>> List(
        HttpContext context, UnusualReadings readings, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var reason = request.Word<UnusualReason>(ReasonKey);
        var actor = request.Text(ReadOperations.ActorKey);
        var (saidFrom, saidUntil) = (request.Instant(FromKey), request.Instant(UntilKey));
        var until = saidUntil ?? time.GetUtcNow();
        var from = saidFrom ?? until - PeriodDefault;
        var bound = string.Create(CultureInfo.InvariantCulture, $"unusual {reason} {actor} {saidFrom} {saidUntil}");
        var mark = request.Cursor(bound);
        var size = request.PageSize();
        if (from >= until || until - from > UnusualReadings.PeriodMax)
            request.Refuse("query", FromKey.Name, "out-of-range", "Takes a moment at most 31 days before the end.");
        if (request.Problem is { } problem)
            return problem;

        var (found, lookedAt) = await readings.Find(from, until, cancellation);
        var wanted = found.Where(one => (reason is null || one.Reason == reason)
            && (actor is null || one.Actor == actor) && (mark is not { } after || IsAfter(one, after))).ToList();
        var page = wanted.Take(size).ToList();
        return TypedResults.Ok(new UnusualReadPage(
            [.. page.Select(UnusualReadItem.Of)],
            wanted.Count > size ? CursorText.Write(bound, page[^1].From.UtcTicks, page[^1].Key) : null,
            lookedAt,
            UnusualReadRules.Of(readings.Rules)));
    }

    /// <summary>Whether one comes after a place in the order, the newest first and then by its key.</summary>
    private static bool IsAfter(UnusualReading one, (long Ticks, string Key) mark) =>
        one.From.UtcTicks < mark.Ticks
        || (one.From.UtcTicks == mark.Ticks && string.CompareOrdinal(one.Key, mark.Key) > 0);
}
