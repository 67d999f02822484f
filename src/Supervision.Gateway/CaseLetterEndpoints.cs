using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Escalations;
using Supervision.Contracts.Referents;
using Supervision.Escalations.Casework;
using Supervision.Gateway.Access;
using Supervision.Gateway.Escalations;
using Supervision.Gateway.Explanations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Letters;
using Supervision.Letters.Cases;

namespace Supervision.Gateway;

/// <summary>The letters of a case: made from its facts whenever they are asked for, and so always the same.</summary>
internal static class CaseLetterEndpoints
{
    public static void MapCaseLetters(this IEndpointRouteBuilder routes) =>
        routes.MapQuery("/escalations/{id}/letters/{kind}", Get).Describe(CaseLetterOperations.Get);

    private static async Task<Results<Ok<CaseLetter>, LetterAnswer, ProblemAnswer>> Get(
        HttpContext context, IGrainFactory grains, BlindGuard guard, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Escalation();
        var kind = KindOf(context, request);
        var requestId = request.Text(CaseLetterOperations.RequestKey);
        if ((requestId is not null) != (kind == CaseLetterKind.InformationRequest))
            request.Refuse(
                "query", CaseLetterOperations.RequestKey.Name, requestId is null ? "missing" : "not-of-this-letter",
                "Names the request that an information-request is about, and belongs to no other letter.");
        var language = request.Word<LetterLanguage>(ExplanationOperations.LanguageKey) ?? LetterLanguage.Dutch;
        var isPublic = request.Flag(CaseLetterOperations.PublicKey) ?? false;
        var format = request.OneOf(ExplanationOperations.FormatKey);
        if (request.Problem is { } problem)
            return problem;
        if (await grains.Escalation(id.Referent).View(id.Episode, cancellation) is not { } view)
            return Problems.NotFound();
        if (await guard.Hides(context.Actor(), id.Referent, cancellation))
            return Problems.Refused(BlindGuard.JudgeFirst);

        var named = await grains.Referent(id.Referent).View(cancellation);
        var content = new CaseLetterContent(
            id, named?.Register.DisplayName ?? id.Referent.ToString(), view.Ground, view.ModelHash,
            view.File ?? CaseFile.Empty, view.Clocks.IsDefault ? [] : view.Clocks);
        var letter = kind switch
        {
            CaseLetterKind.InformationRequest =>
                CaseLetterWriting.Request(content, requestId!, language, isPublic),
            CaseLetterKind.Intent => CaseLetterWriting.Intent(content, language, isPublic),
            _ => CaseLetterWriting.Decision(content, language, isPublic),
        };
        if (letter is null)
            return Problems.NotFound();

        return Wanted.IsPage(context.Request, format, "letter")
            ? new LetterAnswer(letter)
            : TypedResults.Ok(new CaseLetter(id.ToString(), kind, isPublic, letter));
    }

    private static CaseLetterKind KindOf(HttpContext context, RequestReader request)
    {
        if (Words<CaseLetterKind>.TryRead(
            context.Request.RouteValues[CaseLetterOperations.Kind.Name] as string ?? "", out var kind))
            return kind;

        request.Refuse(
            "path", CaseLetterOperations.Kind.Name, "unknown-word",
            $"Takes one of: {string.Join(", ", Words<CaseLetterKind>.All)}.");
        return default;
    }
}
