using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Supervision.Contracts.Referents;
using Supervision.Explanations;
using Supervision.Gateway.Explanations;
using Supervision.Gateway.Models;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Referents;
using Supervision.Gateway.Requests;
using Supervision.Letters;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;
using static Supervision.Gateway.Explanations.ExplanationOperations;

namespace Supervision.Gateway;

/// <summary>Why the risk of a referent is what it is, and what of its past would have been different.</summary>
internal static class ExplanationEndpoints
{
    public static void MapExplanations(this IEndpointRouteBuilder routes)
    {
        routes.MapQuery("/referents/{id}/explanations", Explain).Describe(ExplanationOperations.Explain);
        routes.MapQuery("/referents/{id}/hindsight", LookBack).Describe(ExplanationOperations.LookBack);
    }

    private static async Task<Results<Ok<ReferentExplanation>, LetterAnswer, ProblemAnswer>> Explain(
        HttpContext context, IGrainFactory grains, IReferentViews views, IModelInUse models, OverrideLease overrides,
        TimeProvider time, CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var now = time.GetUtcNow();
        var asOf = request.PastInstant(AsOfKey, now);
        var knownAt = request.PastInstant(KnownAtKey, now);
        var since = request.Instant(SinceKey);
        var language = request.Word<LetterLanguage>(LanguageKey) ?? LetterLanguage.Dutch;
        var format = request.OneOf(FormatKey);
        if (since >= (asOf ?? now) || since > knownAt)
            request.Refuse("query", SinceKey.Name, "not-before", "Takes a moment before `asOf` and `knownAt`.");
        else if (since < (asOf ?? now).AddDays(-Hindsight.DaysMax))
            request.Refuse("query", SinceKey.Name, "too-far-back", $"Takes at most {Hindsight.DaysMax} days back.");
        if (request.Problem is { } problem)
            return problem;

        var isLive = asOf is null && knownAt is null;
        PeerComparison? peers = null;
        var (explanation, used) = await ScoreInForce.Ask(
            async () =>
            {
                var made = await grains.Explanations().Explain(id, asOf ?? now, knownAt, since, cancellation);
                peers = isLive && made is not null ? await Peers(made, views, cancellation) : null;
                return made;
            },
            models, time, cancellation);
        if (explanation is null)
            return Problems.NotFound();
        if (used.Model is null)
            peers = null;

        var held = (await overrides.Now(cancellation)).At(id, asOf, knownAt, now);
        var letter = LetterWriting.Write(explanation, peers, held, isLive, language);
        if (Wanted.IsPage(context.Request, format, "letter"))
            return new LetterAnswer(letter);

        return TypedResults.Ok(ReferentExplanation.Of(explanation, peers, letter, used, held));
    }

    private static async Task<Results<Ok<Hindsight>, ProblemAnswer>> LookBack(
        HttpContext context, IGrainFactory grains, IReferentViews views, IModelInUse models, TimeProvider time,
        CancellationToken cancellation)
    {
        var request = RequestReader.Of(context);
        var id = request.Referent();
        var now = time.GetUtcNow();
        var to = request.PastDay(ToKey, now) ?? DateOnly.FromDateTime(now.UtcDateTime);
        var from = request.PastDay(FromKey, now) ?? to.AddYears(-1);
        if (from > to)
            request.Refuse("query", FromKey.Name, "not-before", "Takes a day that is not after `to`.");
        else if (to.DayNumber - from.DayNumber >= Hindsight.DaysMax)
            request.Refuse("query", FromKey.Name, "too-far-back", $"Takes at most {Hindsight.DaysMax} days in all.");
        if (request.Problem is { } problem)
            return problem;

        var (hindsight, used) = await ScoreInForce.Ask(
            () => grains.Explanations().LookBack(id, from, to, cancellation), models, time, cancellation);
        return hindsight is null
            ? Problems.NotFound()
            : TypedResults.Ok(hindsight with
            {
                ReasonDetail = ModelStatus.Sentence(used),
                Told = used.Model is { } model
                    ? await ToldCrossings.Count(views, id, model, from, to, cancellation)
                    : null,
            });
    }

    /// <summary>Null when it has no level, or its sector or size is not known.</summary>
    private static async Task<PeerComparison?> Peers(
        Explanation explanation, IReferentViews views, CancellationToken cancellation)
    {
        if (explanation is not { Register: { Sector: { } sector, SizeBand: { } band }, Score.Model: { } model }
            || explanation.Score.Level == RiskLevel.InsufficientEvidence)
            return null;

        var peers = await views.Peers(sector, band, model.Hash, cancellation);
        return PeerComparison.Of(sector, band, explanation.Score.Points, peers);
    }
}
