using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Supervision.Access;
using Supervision.AssuranceReports;
using Supervision.Gateway.Access;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Assuring.Pages;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Letters;
using Supervision.Log;
using Supervision.Models;
using Supervision.Vault;

namespace Supervision.Gateway;

/// <summary>Reports of assurance: asked for, followed, read, and held against gates.</summary>
internal static class AssuranceEndpoints
{
    private const string Path = "/assurance/reports";

    public static void MapAssurance(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<IOptions<AssuranceOptions>>().Value;
        routes.MapTable(Path, Upload, options.TableBytesMax).Describe(AssuranceOperations.Upload);
        routes.MapPost("/assurance/stream-reports", AskStream).Describe(AssuranceOperations.AskStream);
        routes.MapQuery(Path, List).Describe(AssuranceOperations.List);
        routes.MapQuery(Path + "/{id}", Get).Describe(AssuranceOperations.Get);
        routes.MapQuery(Path + "/{id}/document", Document).Describe(AssuranceOperations.Document);
        routes.MapQuery(Path + "/{id}/gates", Judge).Describe(AssuranceOperations.Judge);
        routes.MapGates();
        routes.MapSchedules();
    }

    private static async Task<Results<Accepted<ReportItem>, ProblemAnswer>> Upload(
        HttpContext context, ReportAsking asking, ReportJobs jobs, ModelLease models, IVault vault,
        IOptions<AssuranceOptions> options, CancellationToken cancellation)
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
        if (!asked.Vault.IsEmpty && await NoLabels(context.Actor(), vault, asked.Vault, cancellation) is { } no)
            return no;

        var join = asked.Vault.IsEmpty ? null : new VaultJoin(vault, asked.Vault);
        var table = await TableReading.Read(
            context.Request.Body, asked.Threshold, options.Value.RowsMax, join, cancellation);
        if (!table.Errors.IsEmpty)
            return Problems.Invalid(table.Errors);
        if (asked.Unknown(table) is { Length: > 0 } unknown)
            return Problems.Invalid(unknown);

        return await asking.Start(
            new AskedReport(asked.Title, asked.Purpose, about, table.Digest, table.Counter.Cases, asked.Vault),
            context.Actor(), id => asked.ToJob(id, table, join, about), cancellation);
    }

    private static async Task<Results<Accepted<ReportItem>, ProblemAnswer>> AskStream(
        HttpContext context, IEventLog log, ReportAsking asking, ReportJobs jobs, ModelLease models, IVault vault,
        IOptions<AssuranceOptions> options, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var asked = StreamRequest.Read(request, context, time.GetUtcNow());
        if (request.Problem is { } problem)
            return problem;
        if ((await models.Register(cancellation)).Find(asked.Model) is not { } about)
            return Problems.NotFound();
        if (!jobs.HasRoom)
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);
        if (!asked.Vault.IsEmpty && await NoLabels(context.Actor(), vault, asked.Vault, cancellation) is { } no)
            return no;

        var heads = await log.Heads(cancellation);
        var join = asked.Vault.IsEmpty ? null : new VaultJoin(vault, asked.Vault);
        return await asking.Start(
            new AskedReport(asked.Title, asked.Purpose, about, asked.Question.Digest(heads), 0, asked.Vault),
            context.Actor(),
            id => asked.ToJob(id, about, log, heads, join, () => new Pace(options.Value.Share, time)), cancellation);
    }

    /// <summary>Why labels of the vault cannot be joined; null when they can.</summary>
    private static async Task<ProblemAnswer?> NoLabels(
        Actor actor, IVault vault, ImmutableArray<string> wanted, CancellationToken cancellation)
    {
        if (!actor.Has(Role.VaultKeeper))
            return Problems.Of(StatusCodes.Status403Forbidden);

        try
        {
            var there = (await vault.Attributes(cancellation)).Select(attribute => attribute.Name).ToHashSet();
            return wanted.All(there.Contains) && wanted.Distinct().Count() == wanted.Length
                ? null
                : Problems.Invalid(
                [
                    new ProblemError(
                        "query", new ProblemLocation(AssuranceKeys.Vault.Name, null), "unknown-attribute",
                        "Names attributes that the vault has, each once."),
                ]);
        }
        catch (NoVaultException)
        {
            return Problems.Refused(VaultEndpoints.NoVault);
        }
    }

    private static async Task<Results<Ok<Page<ReportItem>>, ProblemAnswer>> List(
        HttpContext context, AssuranceLog log, ReportJobs jobs, CancellationToken cancellation)
    {
        const string bound = "assurance reports";
        var request = RequestReader.Of(context);
        var before = request.Cursor(bound)?.Number ?? long.MaxValue;
        var size = request.PageSize();
        if (request.Problem is { } problem)
            return problem;

        var found = (await log.Now(cancellation)).Reports.Values.Where(report => report.Number < before)
            .OrderByDescending(report => report.Number).Take(size + 1).ToArray();
        var page = found.Length > size ? found[..size] : found;
        return TypedResults.Ok(new Page<ReportItem>(
            [.. page.Select(report => ReportItem.Of(report, jobs.Progress(report.Id)))],
            found.Length > size ? CursorText.Write(bound, page[^1].Number, page[^1].Id) : null, null));
    }

    private static async Task<Results<Ok<ReportDetails>, ReportPageAnswer, ProblemAnswer>> Get(
        HttpContext context, AssuranceLog log, ReportJobs jobs, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var language = request.Word<LetterLanguage>(AssuranceKeys.Language) ?? PageLanguage.Of(context.Request);
        var format = request.OneOf(AssuranceKeys.Form);
        if (request.Problem is { } problem)
            return problem;
        if (await Find(context, log, cancellation) is not { } report)
            return Problems.NotFound();

        var document = report.Hash is null
            ? null
            : ReportDocument.FromText(await log.Document(report, cancellation));
        if (!Wanted.IsPage(context.Request, format, "page"))
            return TypedResults.Ok(new ReportDetails(ReportItem.Of(report, jobs.Progress(report.Id)), document));
        if (document is null)
            return new ReportPageAnswer(ReportPage.WriteUnmade(report, language));

        var judgement = Judged(report, document, await log.Now(cancellation));
        return new ReportPageAnswer(ReportPage.Write(report, document, judgement, language));
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
        return Judged(report, document, await log.Now(cancellation)) is { } judgement
            ? TypedResults.Ok(judgement)
            : Problems.NotFound();
    }

    /// <summary>Against the gates in force; null when there are none, or it is about no model of ours.</summary>
    private static GateJudgement? Judged(
        AssuranceReport report, ReportDocument document, AssuranceRegister register) =>
        document.Model is { } model && register.InForce(model.Id) is { } sheet
            ? GateJudgement.Of(report.Id, sheet, GateJudging.Judge(GateJudging.Read(sheet), document))
            : null;

    private static async Task<AssuranceReport?> Find(
        HttpContext context, AssuranceLog log, CancellationToken cancellation) =>
        (await log.Now(cancellation)).Reports.GetValueOrDefault((string)context.Request.RouteValues["id"]!);
}
