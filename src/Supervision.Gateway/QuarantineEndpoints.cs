using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Referents;
using Supervision.Gateway.Requests;
using Supervision.Log;
using Supervision.Referents;
using static Supervision.Gateway.Referents.QuarantineOperations;

namespace Supervision.Gateway;

/// <summary>Events that are on the log and do not count.</summary>
internal static class QuarantineEndpoints
{
    public static void MapQuarantine(this IEndpointRouteBuilder routes) =>
        routes.MapQuery("/quarantine", List).Describe(ListQuarantine);

    private static async Task<Results<Ok<Page<QuarantineItem>>, ProblemAnswer>> List(
        HttpContext context, IReferentViews views, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var referent = request.Referent(ReferentKey);
        var code = request.OneOf(CodeKey);
        var bound = $"quarantine {referent} {code}";
        LogPosition? after = request.Cursor(bound) is var (offset, partition)
            ? new LogPosition(int.Parse(partition, CultureInfo.InvariantCulture), offset)
            : null;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        // The ends first: rows read after them can only be further.
        var flushedTo = await views.FlushedTo(cancellation);
        var found = await views.Quarantined(referent, code, after, size + 1, cancellation);
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<QuarantineItem>(
            [.. page.Select(QuarantineItem.Of)],
            found.Length > size ? Cursor(bound, page[^1].Position) : null,
            PositionText.Of(flushedTo)));
    }

    private static string Cursor(string bound, LogPosition last) => CursorText.Write(
        bound, last.Offset, last.Partition.ToString(CultureInfo.InvariantCulture));
}
