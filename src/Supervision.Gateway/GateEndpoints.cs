using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Assurance.Verdicts;
using Supervision.AssuranceReports;
using Supervision.Events;
using Supervision.Gateway.Access;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Models;

namespace Supervision.Gateway;

/// <summary>Documents of gates: laid down by who approves, read by who has to do with models.</summary>
internal static class GateEndpoints
{
    private const string Path = "/assurance/gates";

    public static void MapGates(this IEndpointRouteBuilder routes)
    {
        routes.MapDocument(Path, LayDown, AssuranceRegister.GatesLengthMax).Describe(AssuranceOperations.LayDown);
        routes.MapQuery(Path, List).Describe(AssuranceOperations.ListGates);
        routes.MapQuery(Path + "/{id}/versions/{version}", Get).Describe(AssuranceOperations.GetGates);
    }

    private static async Task<Results<Created<GateSheetItem>, ProblemAnswer>> LayDown(
        HttpContext context, AssuranceLog log, ReportJobs jobs, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Document(AssuranceRegister.GatesLengthMax, cancellation);
        if (request.Problem is { } problem)
            return problem;

        var (gates, wrong) = GateReader.Read(body.AsMemory());
        if (gates is null)
            return Problems.Invalid(wrong.Select(one =>
                ProblemError.InBody(one.Path, "malformed-gates", one.Message)));
        if (!ModelVersionName.TryCreate(gates.Id, "1", out _))
            return Problems.Invalid(
                [ProblemError.InBody("/id", "malformed-id", "Takes the id of a model, in kebab-case.")]);

        var unknown = gates.Gates.Index().Where(gate => !KnownQuestions.Has(gate.Item.Question)).Select(gate =>
            ProblemError.InBody(
                string.Create(CultureInfo.InvariantCulture, $"/gates/{gate.Index}/question"), "unknown-question",
                "No report answers this. The names are in docs/assurance.md, under Questions."))
            .ToArray();
        if (unknown.Length > 0)
            return Problems.Invalid(unknown);

        var actor = context.Actor();
        var canonical = CanonicalJson.Of(body.AsMemory());
        var decision = await log.Carry(
            register => register.LayDown(
                gates.Id, gates.Version, ReportDocument.HashOf(canonical), Encoding.UTF8.GetString(canonical),
                new ModelActor(actor.Id, actor.Kind, actor.Roles), "Laid down."),
            cancellation);
        if (decision.Refusal is { } refusal)
            return Problems.Refused(refusal);

        await jobs.Examine(cancellation);
        var register = await log.Now(cancellation);
        var version = gates.Version.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Created(
            $"/v1{Path}/{gates.Id}/versions/{version}",
            GateSheetItem.Of(register.Gates[gates.Id][gates.Version - 1], register));
    }

    private static async Task<Results<Ok<GateSheetList>, ProblemAnswer>> List(
        HttpContext context, AssuranceLog log, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var register = await log.Now(cancellation);
        return TypedResults.Ok(new GateSheetList(
        [
            .. register.Gates.OrderBy(gates => gates.Key, StringComparer.Ordinal).SelectMany(gates => gates.Value)
                .Select(sheet => GateSheetItem.Of(sheet, register)),
        ]));
    }

    private static async Task<Results<Ok<GateSheetDetails>, ProblemAnswer>> Get(
        HttpContext context, AssuranceLog log, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var register = await log.Now(cancellation);
        var (id, version) = (context.Request.RouteValues["id"] as string, context.Request.RouteValues["version"]);
        var sheet = register.Gates.GetValueOrDefault(id ?? "", [])
            .FirstOrDefault(sheet => sheet.Version.ToString(CultureInfo.InvariantCulture) == version as string);
        return sheet is null
            ? Problems.NotFound()
            : TypedResults.Ok(new GateSheetDetails(
                GateSheetItem.Of(sheet, register), JsonElement.Parse(sheet.Document)));
    }
}
