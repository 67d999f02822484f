using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Audit;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Court;
using Supervision.Gateway.Access;
using Supervision.Gateway.Access.Reads;
using Supervision.Gateway.Audits;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Log;

namespace Supervision.Gateway;

/// <summary>The whole of a case, for a court.</summary>
internal static class CourtFileEndpoints
{
    public static void MapCourtFiles(this IEndpointRouteBuilder routes) =>
        routes.MapQuery("/escalations/{id}/case-file", Get).Describe(CourtFileOperations.Get);

    private static async Task<Results<CourtFileAnswer, BundleAnswer, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, IEventLog log, CourtFileReading reading, BundleMaking making,
        BlindGuard guard, TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Escalation();
        var format = CourtFileOperations.FormatOf(context.Request, request);
        if (request.Problem is { } problem)
            return problem;
        if (await grains.Escalation(id.Referent).View(id.Episode, cancellation) is not { } view)
            return Problems.NotFound();
        if (await guard.Hides(context.Actor(), id.Referent, cancellation))
            return Problems.Refused(BlindGuard.JudgeFirst);
        if (!making.TryBegin(out var place))
            return Problems.Of(StatusCodes.Status503ServiceUnavailable);

        context.Response.RegisterForDispose(place);
        var actor = context.Actor();
        var asked = new BundleAsked(actor.Id, actor.Kind, actor.Roles, context.PurposeOfReading());
        var named = await grains.Referent(id.Referent).View(cancellation);
        var (file, refusal) = await reading.Of(
            id, named?.Register.DisplayName ?? id.Referent.ToString(), StandingOf(view), asked, time.GetUtcNow(),
            cancellation);
        if (file is null)
            return Problems.Refused(refusal!);
        if (format == CourtFileOperations.Page)
            return new CourtFileAnswer(Encoding.UTF8.GetBytes(CourtFilePage.Write(file)), isPage: true);
        if (format != CourtFileOperations.Bundle)
            return new CourtFileAnswer(CourtFileJson.Write(file), isPage: false);

        var (content, tooMuch) = CourtBundle.Of(file, await log.Heads(cancellation), making.Bounds);
        if (content is null)
            return Problems.Refused(tooMuch!);

        var (keys, noKey) = making.Keys();
        if (keys is null)
            return Problems.Refused(noKey!);

        context.Response.RegisterForDispose(keys);
        return new BundleAnswer(making, content, asked, keys);
    }

    private static CourtStanding StandingOf(EscalationView view) => new(
        view.State, view.Ground, view.Reason, view.ModelHash, view.Reference, view.OpenedAt, view.ClosedAt,
        view.Outcome, view.Assignee,
        [.. view.Notes.Select(note => new Supervision.Escalations.EscalationNote(
            note.NoteId, note.Officer, note.At, note.Text))],
        view.File ?? CaseFile.Empty, view.Clocks.IsDefault ? [] : view.Clocks, view.Files ?? []);
}
