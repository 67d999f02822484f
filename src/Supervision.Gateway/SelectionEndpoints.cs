using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Gateway.Selections;
using Supervision.Models;
using Supervision.Selections;

namespace Supervision.Gateway;

/// <summary>The checks of a period: planned, confirmed by a second person, drawn.</summary>
internal static class SelectionEndpoints
{
    private const string Path = "/selections";

    public static void MapSelections(this IEndpointRouteBuilder routes)
    {
        routes.MapCommand(Path, Plan).Describe(SelectionOperations.Plan);
        routes.MapQuery(Path, List).Describe(SelectionOperations.List);
        routes.MapQuery(Path + "/random-floor", Floor).Describe(SelectionOperations.Floor);
        routes.MapCommand(Path + "/random-floor", ProposeFloor).Describe(SelectionOperations.ProposeFloor);
        routes.MapCommand(Path + "/random-floor/confirm", ConfirmFloor).Describe(SelectionOperations.ConfirmFloor);
        routes.MapQuery(Path + "/{id}", Get).Describe(SelectionOperations.Get);
        routes.MapCommand(Path + "/{id}/confirm", Confirm).Describe(SelectionOperations.Confirm);
        routes.MapCommand(Path + "/{id}/withdraw", Withdraw).Describe(SelectionOperations.Withdraw);
        routes.MapPost(Path + "/{id}/draw", Draw).Describe(SelectionOperations.Draw);
        routes.MapChecks(Path);
    }

    private static async Task<Results<Created<SelectionItem>, ProblemAnswer>> Plan(
        HttpContext context, SelectionLog selections, SelectionDrawing drawing, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(
            cancellation, "from", "until", "capacity", "shares", "strata", "kind", "reason");
        var plan = new SelectionPlan(
            body.Date("from"), body.Date("until"), body.Number("capacity", 1, SelectionPlan.CapacityMax), Shares(body),
            body.OptionalWord<Strata>("strata") ?? Strata.None,
            body.OptionalWord<CheckKind>("kind") ?? CheckKind.Desk);
        var reason = body.Text("reason", SelectionRegister.ReasonLengthMax);
        if (request.Problem is { } problem)
            return problem;

        // Said before two people agree to it, and not only when it is drawn.
        if (await drawing.Foreseen(plan, cancellation) is { } foreseen)
            return Problems.Refused(foreseen);

        var decision = await selections.Carry(register => register.Plan(plan, By(context), reason), cancellation);
        if (decision.Refusal is { } refusal)
            return Problems.Refused(refusal);

        var planned = (await selections.Now(cancellation)).Selections.Values
            .Last(selection => selection.Plan == plan && selection.State != SelectionState.Withdrawn);
        return TypedResults.Created($"/v1{Path}/{planned.Id}", SelectionItem.Of(planned, context.Actor()));
    }

    private static ChannelShares Shares(BodyReader body)
    {
        if (body.Inside("shares", "risk", "random", "signal") is not { } shares)
            return ChannelShares.Default;

        return new ChannelShares(
            shares.Number("risk", 0, ChannelShares.PartsMax), shares.Number("random", 0, ChannelShares.PartsMax),
            shares.Number("signal", 0, ChannelShares.PartsMax));
    }

    private static async Task<Results<Ok<Page<SelectionItem>>, ProblemAnswer>> List(
        HttpContext context, SelectionLog selections, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var before = request.Cursor("selections")?.Number ?? int.MaxValue;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var found = (await selections.Now(cancellation)).Selections.Values
            .Where(selection => selection.Number < before)
            .OrderByDescending(selection => selection.Number)
            .Take(size + 1)
            .ToArray();
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<SelectionItem>(
            [.. page.Select(selection => SelectionItem.Of(selection, context.Actor()))],
            found.Length > size ? CursorText.Write("selections", page[^1].Number, page[^1].Id) : null,
            null));
    }

    private static async Task<Results<Ok<SelectionItem>, ProblemAnswer>> Get(
        HttpContext context, SelectionLog selections, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return await Found(context, selections, cancellation) is { } selection
            ? TypedResults.Ok(SelectionItem.Of(selection, context.Actor()))
            : Problems.NotFound();
    }

    private static Task<Results<Ok<SelectionItem>, ProblemAnswer>> Confirm(
        HttpContext context, SelectionLog selections, CancellationToken cancellation) => Step(
            context, selections,
            (register, id, reason) => register.Confirm(id, By(context), reason, SelectionDrawing.NewSeed()),
            cancellation);

    private static Task<Results<Ok<SelectionItem>, ProblemAnswer>> Withdraw(
        HttpContext context, SelectionLog selections, CancellationToken cancellation) => Step(
            context, selections, (register, id, reason) => register.Withdraw(id, By(context), reason), cancellation);

    private static async Task<Results<Ok<SelectionItem>, ProblemAnswer>> Step(
        HttpContext context, SelectionLog selections,
        Func<SelectionRegister, string, string, Decision<SelectionFact>> decide, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "reason");
        var reason = body.Text("reason", SelectionRegister.ReasonLengthMax);
        if (request.Problem is { } problem)
            return problem;

        var decision = await selections.Carry(register => decide(register, IdOf(context), reason), cancellation);
        return await Answered(context, selections, decision, cancellation);
    }

    private static async Task<Results<Ok<SelectionItem>, ProblemAnswer>> Draw(
        HttpContext context, SelectionLog selections, SelectionDrawing drawing, SelectionOpenings openings,
        CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var decision = await drawing.Draw(IdOf(context), By(context), cancellation);
        openings.Wake();
        return await Answered(context, selections, decision, cancellation);
    }

    private static async Task<Results<Ok<SelectionItem>, ProblemAnswer>> Answered(
        HttpContext context, SelectionLog selections, Decision<SelectionFact> decision,
        CancellationToken cancellation) => decision.Refusal switch
        {
            { Code: "selection-unknown" } => Problems.NotFound(),
            { } refusal => Problems.Refused(refusal),
            null => TypedResults.Ok(SelectionItem.Of(
                (await Found(context, selections, cancellation))!, context.Actor())),
        };

    private static async Task<Results<Ok<RandomFloorItem>, ProblemAnswer>> Floor(
        HttpContext context, SelectionLog selections, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return TypedResults.Ok(RandomFloorItem.Of(await selections.Now(cancellation)));
    }

    private static Task<Results<Ok<RandomFloorItem>, ProblemAnswer>> ProposeFloor(
        HttpContext context, SelectionLog selections, CancellationToken cancellation) => FloorStep(
            context, selections, (register, percent, reason) => register.ProposeFloor(percent, By(context), reason),
            cancellation);

    private static Task<Results<Ok<RandomFloorItem>, ProblemAnswer>> ConfirmFloor(
        HttpContext context, SelectionLog selections, CancellationToken cancellation) => FloorStep(
            context, selections, (register, percent, reason) => register.ConfirmFloor(percent, By(context), reason),
            cancellation);

    private static async Task<Results<Ok<RandomFloorItem>, ProblemAnswer>> FloorStep(
        HttpContext context, SelectionLog selections,
        Func<SelectionRegister, int, string, Decision<SelectionFact>> decide, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(cancellation, "percent", "reason");
        var percent = body.Number("percent", 0, SelectionRegister.RandomFloorMost);
        var reason = body.Text("reason", SelectionRegister.ReasonLengthMax);
        if (request.Problem is { } problem)
            return problem;

        var decision = await selections.Carry(register => decide(register, percent, reason), cancellation);
        return decision.Refusal is { } refusal
            ? Problems.Refused(refusal)
            : TypedResults.Ok(RandomFloorItem.Of(await selections.Now(cancellation)));
    }

    /// <summary>The selection in the path; null when there is none.</summary>
    internal static async Task<Selection?> Found(
        HttpContext context, SelectionLog selections, CancellationToken cancellation) =>
        (await selections.Now(cancellation)).Selections.GetValueOrDefault(IdOf(context));

    private static string IdOf(HttpContext context) =>
        Convert.ToString(context.Request.RouteValues["id"], CultureInfo.InvariantCulture) ?? "";

    private static ModelActor By(HttpContext context)
    {
        var actor = context.Actor();
        return new ModelActor(actor.Id, actor.Kind, actor.Roles);
    }
}
