using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Supervision.Contracts.Escalations;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.EvidenceFiles;
using Supervision.Gateway.Access;
using Supervision.Gateway.Requests;

namespace Supervision.Gateway.Evidence;

/// <summary>
/// Takes a file in: first whole onto the disk, then into the case as a fact. A file that the case does not take is
/// removed again; one of which nobody knows whether the fact was recorded stays, and <c>verify-files</c> finds it.
/// </summary>
internal sealed class EvidenceUpload(IGrainFactory grains, IEvidenceFiles files, TimeProvider time)
{
    /// <summary>Of any kind: its name says which.</summary>
    public const string AnyType = "application/octet-stream";

    public static readonly Refusal NoPlace = new(
        "no-evidence-folder", "No folder for evidence was set up here: on PostgreSQL it has to be named.");

    public async Task<Results<Created<EvidenceFileItem>, ProblemAnswer>> Take(
        HttpContext context, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Escalation();
        var fileId = request.Needed(EvidenceOperations.FileIdKey);
        if (fileId.Length > 0 && !CaseKeys.IsKey(fileId))
            request.Refuse(
                "query", EvidenceOperations.FileIdKey.Name, "malformed-id",
                $"Takes 1 to {CaseCommand.KeyLengthMax} lower-case letters, digits and hyphens.");
        var name = NameIn(request);
        var kind = KindOf(context.Request, request, name);
        if (request.Problem is { } problem)
            return problem;
        if (!files.HasPlace)
            return Problems.Refused(NoPlace);
        if (await grains.Escalation(id.Referent).View(id.Episode, cancellation) is null)
            return Problems.NotFound();

        var storedAs = Guid.CreateVersion7(time.GetUtcNow()).ToString("N", CultureInfo.InvariantCulture);
        var look = new FileLook();
        await using var incoming = await files.Receive(storedAs, context.Request.Body, look, cancellation);
        if (look.Length == 0)
            request.Refuse(ProblemError.InBody("", "empty-file", "Takes a file that has something in it."));
        else if (!look.Is(kind))
            request.Refuse(ProblemError.InBody(
                "", "not-of-its-kind", $"What is in the file is not {FileKinds.MediaTypeOf(kind)}."));
        if (request.Problem is { } wrong)
            return wrong;

        incoming.Keep(id);
        var actor = context.Actor();
        return await Record(
            id,
            new AddFile(
                id.Episode, new CaseActor(actor.Id, actor.Kind, actor.Roles),
                new EvidenceFile(
                    fileId, name, kind, look.Length, incoming.Sha256, storedAs, actor.Id, default, incoming.Key)),
            cancellation);
    }

    private async Task<Results<Created<EvidenceFileItem>, ProblemAnswer>> Record(
        EscalationId id, AddFile command, CancellationToken cancellation)
    {
        var receipt = await grains.Escalation(id.Referent).Act(command, cancellation);
        var known = receipt.View?.Files?.FirstOrDefault(file => file.Id == command.File.Id);
        // Refused, or a retry of one that is there: this copy is not wanted.
        if (receipt.Refusal is not null || known?.StoredAs != command.File.StoredAs)
            files.Remove(id, command.File.StoredAs);
        if (receipt.Refusal is { } refusal)
            return refusal.Code == "escalation-unknown" ? Problems.NotFound() : Problems.Refused(refusal);

        return TypedResults.Created(
            $"/v1/escalations/{id}/evidence-files/{command.File.Id}", EvidenceFileItem.Of(known!));
    }

    /// <summary>The name in its header, percent-encoded UTF-8.</summary>
    private static string NameIn(RequestReader request)
    {
        var header = request.Header(EvidenceOperations.NameHeader);
        var name = Uri.UnescapeDataString(header);
        if (header.Length > 0 && !FileNames.IsSafe(name))
            request.Refuse("header", EvidenceOperations.NameHeader.Name, "file-name-invalid", FileNames.Takes);
        return name;
    }

    /// <summary>The kind that the name says, with which the media type must agree.</summary>
    private static FileKind KindOf(HttpRequest sent, RequestReader request, string name)
    {
        if (FileKinds.OfName(name) is not { } kind)
        {
            request.Refuse(
                "header", EvidenceOperations.NameHeader.Name, "file-kind-not-taken",
                $"Takes names that end in one of: {string.Join(", ", FileKinds.Ends)}.");
            return default;
        }

        var said = MediaTypeHeaderValue.Parse(sent.ContentType).MediaType;
        if (!said.Equals(AnyType, StringComparison.OrdinalIgnoreCase)
            && !said.Equals(FileKinds.MediaTypeOf(kind), StringComparison.OrdinalIgnoreCase))
            request.Refuse(
                "header", HeaderNames.ContentType, "not-of-its-kind",
                $"Takes {AnyType}, or the media type that the name of the file says.");
        return kind;
    }
}
