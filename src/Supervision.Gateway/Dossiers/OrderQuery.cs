using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Supervision.Dossiers;
using Supervision.Gateway.Requests;
using Supervision.Log;

namespace Supervision.Gateway.Dossiers;

/// <summary>Reads who ordered what of a dossier.</summary>
internal static class OrderQuery
{
    public static async Task<Results<Ok<Page<OrderItem>>, ProblemAnswer>> List(
        HttpContext context, IEventLog log, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var referent = request.Referent();
        var bound = $"orders {referent}";
        var after = request.Cursor(bound)?.Number ?? 0;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var found = await log.ReadSubject(DossierOrder.SubjectOf(referent), after, size + 1, cancellation);
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<OrderItem>(
            [.. page.Select(Item).OfType<OrderItem>()],
            found.Length > size ? CursorText.Write(bound, page[^1].Position.Offset, "") : null,
            page.IsEmpty ? null : page[^1].Position.ToString()));
    }

    private static OrderItem? Item(LoggedEvent logged) => DossierOrder.TryRead(logged, out var order)
        ? new OrderItem(
            logged.RecordedAt, order.Kind, order.Actor, order.Roles, order.Ground, order.OrderId, order.NotDone,
            order.Of, logged.Position.ToString())
        : null;
}
