using System.Collections.Immutable;
using Supervision.Access;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Gateway.Access;
using Supervision.Gateway.Explanations;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Letters;
using Supervision.Letters.Cases;

namespace Supervision.Gateway.Escalations;

/// <summary>What the document says of the letters of a case.</summary>
internal static class CaseLetterOperations
{
    public static readonly PathKey Kind = new(
        "kind", "Which letter: `information-request`, `intent` or `decision`.", "information-request",
        "^(information-request|intent|decision)$");

    public static readonly QueryKey RequestKey = new(
        "requestId", "Of an information request: which one.", "wages")
    {
        LengthMax = CaseCommand.KeyLengthMax,
    };

    public static readonly QueryKey PublicKey = new(
        "public",
        "The public version: without the names of officials, and without what people wrote by hand.",
        "false")
    {
        Words = ["true", "false"],
    };

    private static readonly Letter Example = CaseLetterWriting.Decision(
        Content(), LetterLanguage.Dutch, isPublic: false)!;

    public static readonly Operation Get = new(
        "getEscalationLetter", Tags.Escalations, "A letter of a case",
        "In plain Dutch or English; with `Accept: text/html` or `format=letter` a page to print. It is made from the " +
        "facts of the case, so that it is the same whenever it is asked for, with the terms as they were when it " +
        "went out. The decision and the intent say on what ground the referent was selected. 404 while there is no " +
        "such letter; kept from officers before the first judgement: `judge-first`.")
    {
        Access = AccessRule.People(Role.EscalationOfficer, Role.TeamLead, Role.Auditor).Reading(DossierReading.One),
        Path = [PathKey.Escalation, Kind],
        Query = [RequestKey, ExplanationOperations.LanguageKey, PublicKey, ExplanationOperations.FormatKey],
        Answers =
        [
            Answer.Json(
                200, "The letter.", new CaseLetter("kvk:99000001~1", CaseLetterKind.Decision, false, Example)),
            new Answer(200, "The letter.", LetterAnswer.MediaType, LetterPage.Write(Example)),
        ],
        Errors = [404, 409],
    };

    private static CaseLetterContent Content()
    {
        var (noon, fine) = (
            new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero),
            new IntendedMeasure(MeasureKind.Fine, ["f-1"], [], AmountCents: 300_000));
        var file = CaseFile.Empty with
        {
            Findings =
            [
                new CaseFinding(
                    "f-1", Duty.NotifyEmploymentEnded, Severity.Serious, true, new DateOnly(2026, 2, 2), []),
            ],
            Intent = new MeasureIntent(
                fine, "A fine is intended for notifying late.", "user:p.visser", noon, "It was sent by post.",
                noon.AddDays(8)),
            Intents = 1,
            Decisions =
            [
                new CaseDecision(
                    "d-1", fine, EscalationGround.Random, "No notification was received.", "user:p.visser",
                    noon.AddDays(15), TakenAt: noon.AddDays(15)),
            ],
        };
        return new CaseLetterContent(
            EscalationId.Parse("kvk:99000001~1"), "Noorderlicht Software B.V.", EscalationGround.Random, null, file,
            ImmutableArray<CaseClock>.Empty);
    }
}
