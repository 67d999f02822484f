using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Assurance.Intervals;
using Supervision.Assurance.Reports;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Gateway.Selections;
using Supervision.Selections;

namespace Supervision.Gateway;

/// <summary>Who was drawn, with what chance, and what came of it.</summary>
internal static class CheckEndpoints
{
    private const double Confidence = 0.95;
    private const int SignalsMax = 500;

    public static void MapChecks(this IEndpointRouteBuilder routes, string path)
    {
        routes.MapQuery(path + "/signals", Signals).Describe(CheckOperations.Signals);
        routes.MapQuery(path + "/{id}/chances", Chances).Describe(CheckOperations.Chances);
        routes.MapQuery(path + "/{id}/results", Results).Describe(CheckOperations.Results);
        routes.MapQuery(path + "/{id}/yield", Yield).Describe(CheckOperations.Yield);
        routes.MapQuery(path + "/{id}/redraw", Redraw).Describe(CheckOperations.Redraw);
    }

    private static async Task<Results<Ok<Page<ChanceItem>>, ProblemAnswer>> Chances(
        HttpContext context, SelectionLog selections, ISelectionStore store, BlindGuard guard,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var onlyDrawn = request.Flag(SelectionKeys.Drawn) ?? false;
        var referent = request.Referent(SelectionKeys.Referent);
        var selection = await SelectionEndpoints.Found(context, selections, cancellation);
        var bound = $"chances {selection?.Id} {onlyDrawn} {referent}";
        var after = (int)(request.Cursor(bound)?.Number ?? 0);
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;
        if (selection?.Drawn is not { } drawn)
            return Problems.NotFound();

        context.Reads($"the draw of {selection.Id}");
        if (referent is { } asked)
            context.ShowsDossierOf(asked);
        ImmutableArray<SelectionRow> rows = referent is { } one
            ? await store.Row(drawn.Draw, one, cancellation) is { } row && row.Member.Number > after
                && (!onlyDrawn || row.Member.By != DrawnBy.Nothing) ? [row] : []
            : await store.Rows(drawn.Draw, after, size + 1, onlyDrawn, cancellation);
        var page = rows.Length > size ? rows[..size] : rows;
        var hidden = await guard.Hidden(
            context.Actor(), page.Select(row => row.Member.Member.Referent), cancellation);
        return TypedResults.Ok(new Page<ChanceItem>(
            [.. page.Select(row => ChanceItem.Of(row.Member, hidden.Contains(row.Member.Member.Referent)))],
            rows.Length > size ? Cursor(bound, page[^1]) : null,
            null));
    }

    private static async Task<Results<Ok<Page<CheckItem>>, ProblemAnswer>> Results(
        HttpContext context, SelectionLog selections, ISelectionStore store, CheckResults results, BlindGuard guard,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var selection = await SelectionEndpoints.Found(context, selections, cancellation);
        var bound = $"results {selection?.Id}";
        var after = (int)(request.Cursor(bound)?.Number ?? 0);
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;
        if (selection?.Drawn is not { } drawn)
            return Problems.NotFound();

        context.Reads($"the results of {selection.Id}");
        var rows = await store.Rows(drawn.Draw, after, size + 1, onlyDrawn: true, cancellation);
        var page = rows.Length > size ? rows[..size] : rows;
        var hidden = await guard.Hidden(
            context.Actor(), page.Select(row => row.Member.Member.Referent), cancellation);
        return TypedResults.Ok(new Page<CheckItem>(
            [
                .. (await results.Of(page, cancellation)).Select(result => CheckItem.Of(
                    result.Row, result.Case, hidden.Contains(result.Row.Member.Member.Referent))),
            ],
            rows.Length > size ? Cursor(bound, page[^1]) : null,
            null));
    }

    private static async Task<Results<Ok<YieldAnswer>, ProblemAnswer>> Yield(
        HttpContext context, SelectionLog selections, ISelectionStore store, CheckResults results, BlindGuard guard,
        CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;
        if (await SelectionEndpoints.Found(context, selections, cancellation) is not { Drawn: { } drawn })
            return Problems.NotFound();

        var rows = await StoredDraw.Drawn(store, drawn.Draw, cancellation);
        // Of how many checks a channel has, those that the results show can be taken away.
        if (await guard.HidesAny(context.Actor(), rows.Select(row => row.Member.Member.Referent), cancellation))
            return Problems.Refused(BlindGuard.JudgeFirstOfOne);

        var cases = (await results.Of(rows, cancellation)).ToDictionary(
            result => result.Row.Member.Number, result => result.Case?.Outcome);
        var channels = ChannelYield.Of(rows, row => cases[row.Member.Number]);
        var (risk, random) = (Of(Channel.Risk), Of(Channel.Random));
        return TypedResults.Ok(new YieldAnswer(
            [
                .. channels.Select(one => new ChannelYieldItem(
                    one.Channel, one.Checks, one.UnderWay, one.Breach, one.NoBreach, one.Neither,
                    Figure.Of(WilsonInterval.Of(one.Breach, one.Ended, Confidence)))),
            ],
            Figure.Of(NewcombeDifference.Of(risk.Breach, risk.Ended, random.Breach, random.Ended, Confidence))));

        ChannelYield Of(Channel channel) => channels.First(one => one.Channel == channel);
    }

    private static async Task<Results<Ok<SignalQueue>, ProblemAnswer>> Signals(
        HttpContext context, SelectionPopulation populations, TimeProvider time, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        context.Reads("the signals that wait");
        var waiting = (await populations.Read(Strata.None, null, time.GetUtcNow(), cancellation))
            .Where(member => member.WaitingSince is not null)
            .OrderBy(member => member.WaitingSince)
            .ThenBy(member => member.Referent.ToString(), StringComparer.Ordinal)
            .Select(member => new SignalItem(member.Referent, member.WaitingSince!.Value))
            .ToArray();
        return TypedResults.Ok(new SignalQueue(waiting.Length, [.. waiting.Take(SignalsMax)]));
    }

    private static async Task<Results<Ok<RedrawAnswer>, ProblemAnswer>> Redraw(
        HttpContext context, SelectionLog selections, SelectionDrawing drawing, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return await SelectionEndpoints.Found(context, selections, cancellation) is { Drawn: not null } selection
            ? TypedResults.Ok(RedrawAnswer.Of(await drawing.Again(selection, cancellation)))
            : Problems.NotFound();
    }

    private static string Cursor(string bound, SelectionRow last) =>
        CursorText.Write(bound, last.Member.Number, last.Member.Member.Referent.ToString());
}
