using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.AssuranceReports;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Models;

namespace Supervision.Gateway;

/// <summary>Schedules of reports: laid down by who approves, read by who has to do with models.</summary>
internal static class ScheduleEndpoints
{
    private const string Path = "/assurance/schedules";

    public static void MapSchedules(this IEndpointRouteBuilder routes)
    {
        routes.MapCommand(Path, LayDown).Describe(ScheduleOperations.LayDown);
        routes.MapQuery(Path, List).Describe(ScheduleOperations.List);
    }

    private static async Task<Results<Created<ScheduleItem>, ProblemAnswer>> LayDown(
        HttpContext context, AssuranceLog log, ModelLease models, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var body = await request.Body(
            cancellation, "model", "version", "everyDays", "windowDays", "onNewVersion", "outcome", "groups", "reason");
        var model = body.Text("model", ModelVersionName.IdLengthMax);
        if (model.Length > 0 && !ModelVersionName.TryCreate(model, "1", out _))
            body.RefuseMember("model", "malformed-id", "Takes the id of a model, in kebab-case.");
        var version = body.Number("version", 1, AssuranceRegister.SchedulesMax);
        var plan = new SchedulePlan(
            body.Number("everyDays", 1, SchedulePlan.DaysMax), body.Number("windowDays", 1, SchedulePlan.DaysMax),
            body.Flag("onNewVersion"), ClosedList<StreamOutcome>.WordFor(body.Word<StreamOutcome>("outcome")),
            [
                .. body.OptionalWordList<StreamGroup>("groups", Enum.GetValues<StreamGroup>().Length).Distinct()
                    .Select(ClosedList<StreamGroup>.WordFor),
            ]);
        var reason = body.Text("reason", AssuranceRegister.ReasonLengthMax);
        if (request.Problem is { } problem)
            return problem;

        if (!(await models.Register(cancellation)).Versions.Keys.Any(name => name.Id == model))
            return Problems.NotFound();

        var actor = context.Actor();
        var decision = await log.Carry(
            register => register.LayDown(
                model, version, plan, new ModelActor(actor.Id, actor.Kind, actor.Roles), reason),
            cancellation);
        if (decision.Refusal is { } refusal)
            return Problems.Refused(refusal);

        var register = await log.Now(cancellation);
        return TypedResults.Created(
            $"/v1{Path}", ScheduleItem.Of(register.Schedules[model][version - 1], register));
    }

    private static async Task<Results<Ok<ScheduleList>, ProblemAnswer>> List(
        HttpContext context, AssuranceLog log, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        var register = await log.Now(cancellation);
        return TypedResults.Ok(new ScheduleList(
        [
            .. register.Schedules.OrderBy(of => of.Key, StringComparer.Ordinal).SelectMany(of => of.Value)
                .Select(sheet => ScheduleItem.Of(sheet, register)),
        ]));
    }
}
