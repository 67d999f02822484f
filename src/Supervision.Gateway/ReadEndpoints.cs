using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Log;
using static Supervision.Gateway.Access.Reads.ReadOperations;

namespace Supervision.Gateway;

/// <summary>The read log: for auditors, and for the organisation that asks who read of it.</summary>
internal static class ReadEndpoints
{
    public static void MapReads(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/reads", List).Describe(ListReads);
        routes.MapQuery("/referents/{id}/reads", ListOwn).Describe(ListOwnReads);
    }

    private static async Task<Results<Ok<Page<ReadItem>>, ProblemAnswer>> List(
        HttpContext context, ReadPages pages, IEventLog log, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var actor = request.Text(ActorKey);
        var purpose = request.Word<ReadingPurpose>(PurposeKey);
        var span = Span(request) with { Referent = request.Referent(ReferentKey) };
        var bound = $"reads {span} {actor} {purpose}";
        span = span with { Before = Mark(request, bound) };
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        // The ends first: records read after them can only be more.
        var ends = await log.Heads(cancellation);
        var (found, next) = await pages.Read(
            span,
            read => (actor is null || read.Actor == actor) && (purpose is null || read.Purpose == purpose),
            size,
            cancellation);
        return TypedResults.Ok(new Page<ReadItem>(
            [.. found.Select(record => ReadItem.Of(record.Logged, record.Read))],
            Cursor(bound, next),
            PositionText.Of([.. ends.Select(end => new LogPosition(end.Partition, end.Offset))])));
    }

    private static async Task<Results<Ok<Page<OwnReadItem>>, ProblemAnswer>> ListOwn(
        HttpContext context, ReadPages pages, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var span = Span(request) with { Referent = request.Referent() };
        var bound = $"own reads {span}";
        span = span with { Before = Mark(request, bound) };
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var (found, next) = await pages.Read(span, _ => true, size, cancellation);
        return TypedResults.Ok(new Page<OwnReadItem>(
            [.. found.Select(record => OwnReadItem.Of(record.Logged, record.Read))],
            Cursor(bound, next),
            found.IsEmpty ? null : found[0].Logged.Position.ToString()));
    }

    private static ReadSpan Span(RequestReader request) => new(
        null,
        request.Instant(FromKey) ?? DateTimeOffset.MinValue,
        request.Instant(UntilKey) ?? DateTimeOffset.MaxValue,
        null);

    private static ReadMark? Mark(RequestReader request, string bound) =>
        request.Cursor(bound) is var (ticks, position)
            ? new ReadMark(new DateTimeOffset(ticks, TimeSpan.Zero), LogPosition.Parse(position))
            : null;

    private static string? Cursor(string bound, ReadMark? next) => next is null
        ? null
        : CursorText.Write(bound, next.RecordedAt.UtcTicks, next.Position.ToString());
}
