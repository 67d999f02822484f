using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.Evidence;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway;

/// <summary>Evidence files of a case: added, listed, read and compared with what was recorded of them.</summary>
internal static partial class EvidenceEndpoints
{
    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        routes.MapFile("/escalations/{id}/evidence-files", Add).Describe(EvidenceOperations.Add);
        routes.MapQuery("/escalations/{id}/evidence-files", List).Describe(EvidenceOperations.List);
        routes.MapQuery("/escalations/{id}/evidence-files/{fileId}", Get).Describe(EvidenceOperations.Get);
        routes.MapQuery("/escalations/{id}/evidence-verification", Verify).Describe(EvidenceOperations.Verify);
    }

    private static Task<Results<Created<EvidenceFileItem>, ProblemAnswer>> Add(
        HttpContext context, EvidenceUpload upload, CancellationToken cancellation) =>
        upload.Take(context, cancellation);

    private static async Task<Results<Ok<EvidenceFileList>, ProblemAnswer>> List(
        HttpContext context, IGrainFactory grains, BlindGuard guard, CancellationToken cancellation)
    {
        var (view, problem) = await Seen(context, grains, guard, cancellation);
        return view is null
            ? problem!
            : TypedResults.Ok(new EvidenceFileList(
                view.Id.ToString(), [.. (view.Files ?? []).Select(EvidenceFileItem.Of)]));
    }

    private static async Task<Results<FileAnswer, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, IEvidenceFiles files, BlindGuard guard,
        ILogger<EvidenceUpload> logger, CancellationToken cancellation)
    {
        var (view, problem) = await Seen(context, grains, guard, cancellation);
        if (view is null)
            return problem!;
        var asked = context.Request.RouteValues[PathKey.EvidenceFile.Name] as string;
        if ((view.Files ?? []).FirstOrDefault(file => file.Id == asked) is not { } file)
            return Problems.NotFound();
        if (!files.HasPlace)
            return Problems.Refused(EvidenceUpload.NoPlace);

        var state = await files.Check(view.Id, file, cancellation);
        if (state == FileState.Intact)
            return new FileAnswer(files, view.Id, file);

        LogNotWhole(logger, view.Id, file.Id, state);
        return Problems.Refused(state == FileState.Missing
            ? new Refusal("file-missing", "The file is on record and is not where evidence rests any more.")
            : new Refusal("file-damaged", "What is stored is not what was sent: its SHA-256 is another one."));
    }

    private static async Task<Results<Ok<EvidenceVerification>, ProblemAnswer>> Verify(
        HttpContext context, IGrainFactory grains, IEvidenceFiles files, BlindGuard guard,
        ILogger<EvidenceUpload> logger, CancellationToken cancellation)
    {
        var (view, problem) = await Seen(context, grains, guard, cancellation);
        if (view is null)
            return problem!;
        if (!files.HasPlace)
            return Problems.Refused(EvidenceUpload.NoPlace);

        var looked = new List<EvidenceFileState>();
        foreach (var file in view.Files ?? [])
        {
            var state = await files.Check(view.Id, file, cancellation);
            if (state != FileState.Intact)
                LogNotWhole(logger, view.Id, file.Id, state);
            looked.Add(new EvidenceFileState(file.Id, file.Sha256, state));
        }

        return TypedResults.Ok(new EvidenceVerification(
            view.Id.ToString(), looked.TrueForAll(one => one.State == FileState.Intact), [.. looked]));
    }

    /// <summary>The case, for whoever may see its evidence: a file may tell why the case was opened.</summary>
    private static async Task<(EscalationView? View, ProblemAnswer? Problem)> Seen(
        HttpContext context, IGrainFactory grains, BlindGuard guard, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Escalation();
        if (request.Problem is { } problem)
            return (null, problem);
        if (await grains.Escalation(id.Referent).View(id.Episode, cancellation) is not { } view)
            return (null, Problems.NotFound());

        return await guard.Hides(context.Actor(), id.Referent, cancellation)
            ? (null, Problems.Refused(BlindGuard.JudgeFirst))
            : (view, null);
    }

    [LoggerMessage(4911, LogLevel.Error, "Evidence file {File} of {Escalation} is {State}: look for it in a back-up.")]
    private static partial void LogNotWhole(ILogger logger, EscalationId escalation, string file, FileState state);
}
