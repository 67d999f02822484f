using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.AssuranceReports;
using Supervision.Gateway.Access;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Models;

namespace Supervision.Gateway;

/// <summary>Reports of assurance: asked for, followed, read, and held against gates.</summary>
internal static class AssuranceEndpoints
{
    private const string Path = "/assurance/reports";

    public static void MapAssurance(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<AssuranceOptions>>().Value;
        routes.MapTable(Path, Upload, options.TableBytesMax).Describe(AssuranceOperations.Upload);
        routes.MapQuery(Path, List).Describe(AssuranceOperations.List);
        routes.MapQuery(Path + "/{id}", Get).Describe(AssuranceOperations.Get);
        routes.MapQuery(Path + "/{id}/document", Document).Describe(AssuranceOperations.Document);
        routes.MapQuery(Path + "/{id}/gates", Judge).Describe(AssuranceOperations.Judge);
        routes.MapGates();
    }

    private static async Task<Results<Accepted<ReportItem>, ProblemAnswer>> Upload(
        HttpContext context, AssuranceLog log, ReportJobs jobs, ModelLease models,
        IOptions<AssuranceOptions> options, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var asked = TableRequest.Read(request, context);
        if (request.Problem is { } problem)
            return problem;

        var about = asked.Model is { } name ? (await models.Register(cancellation)).Find(name) : null;
        if (asked.Model is not null && about is null)
            return Problems.NotFound();
        if (!jobs.HasRoom)
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);

        var table = await TableReading.Read(
            context.Request.Body, asked.Threshold, options.Value.RowsMax, cancellation);
        if (!table.Errors.IsEmpty)
            return Problems.Invalid(table.Errors);
        if (asked.Unknown(table) is { Length: > 0 } unknown)
            return Problems.Invalid(unknown);

        var actor = context.Actor();
        var decision = await log.Carry(
            register => register.Ask(
                asked.Title, about is null ? null : (about.Name, about.Hash), table.Digest, table.Counter.Cases,
                new ModelActor(actor.Id, actor.Kind, actor.Roles), asked.Purpose),
            cancellation);
        if (decision.Refusal is { } refusal)
            return Problems.Refused(refusal);

        var id = ((ReportAsked)decision.Facts[0]).Report;
        if (!jobs.TryStart(asked.ToJob(id, table, about)))
        {
            await log.Carry(register => register.Fail(id, "no-room"), cancellation);
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);
        }

        var report = (await log.Now(cancellation)).Reports[id];
        return TypedResults.Accepted(
            $"/v1{Path}/{id}", ReportItem.Of(report, jobs.Progress(id), time.GetUtcNow()));
    }

    private static async Task<Results<Ok<Page<ReportItem>>, ProblemAnswer>> List(
        HttpContext context, AssuranceLog log, ReportJobs jobs, TimeProvider time, CancellationToken cancellation)
    {
        const string bound = "assurance reports";
        var request = RequestReader.Of(context);
        var before = request.Cursor(bound)?.Number ?? long.MaxValue;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var now = time.GetUtcNow();
        var found = (await log.Now(cancellation)).Reports.Values.Where(report => report.Number < before)
            .OrderByDescending(report => report.Number).Take(size + 1).ToArray();
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<ReportItem>(
            [.. page.Select(report => ReportItem.Of(report, jobs.Progress(report.Id), now))],
            found.Length > size ? CursorText.Write(bound, page[^1].Number, page[^1].Id) : null, null));
    }

    private static async Task<Results<Ok<ReportDetails>, ProblemAnswer>> Get(
        HttpContext context, AssuranceLog log, ReportJobs jobs, TimeProvider time, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;
        if (await Find(context, log, cancellation) is not { } report)
            return Problems.NotFound();

        return TypedResults.Ok(new ReportDetails(
            ReportItem.Of(report, jobs.Progress(report.Id), time.GetUtcNow()),
            report.Hash is null ? null : ReportDocument.FromText(await log.Document(report, cancellation))));
    }

    private static async Task<Results<ContentHttpResult, ProblemAnswer>> Document(
        HttpContext context, AssuranceLog log, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;

        return await Find(context, log, cancellation) is { Hash: not null } report
            ? TypedResults.Content(await log.Document(report, cancellation), "application/json")
            : Problems.NotFound();
    }

    private static async Task<Results<Ok<GateJudgement>, ProblemAnswer>> Judge(
        HttpContext context, AssuranceLog log, CancellationToken cancellation)
    {
        if (RequestReader.Of(context).Problem is { } problem)
            return problem;
        if (await Find(context, log, cancellation) is not { Hash: not null } report)
            return Problems.NotFound();

        var document = ReportDocument.FromText(await log.Document(report, cancellation));
        return document.Model is { } model && (await log.Now(cancellation)).InForce(model.Id) is { } sheet
            ? TypedResults.Ok(GateJudgement.Of(report.Id, sheet, GateJudging.Judge(GateJudging.Read(sheet), document)))
            : Problems.NotFound();
    }

    private static async Task<AssuranceReport?> Find(
        HttpContext context, AssuranceLog log, CancellationToken cancellation) =>
        (await log.Now(cancellation)).Reports.GetValueOrDefault((string)context.Request.RouteValues["id"]!);
}
