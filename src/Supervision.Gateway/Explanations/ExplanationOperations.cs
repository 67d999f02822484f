using Supervision.Access;
using Supervision.Gateway.Access;
using Supervision.Gateway.Limits;
using Supervision.Gateway.OpenApi;
using Supervision.Gateway.Requests;
using Supervision.Letters;

namespace Supervision.Gateway.Explanations;

/// <summary>What the document says of explanations and of hindsight.</summary>
internal static class ExplanationOperations
{
    /// <summary>
    /// Officers are not among them: an explanation says through which channel the referent was selected.
    /// </summary>
    private static readonly AccessRule Readers = AccessRule
        .People(Role.Supervisor, Role.TeamLead, Role.Auditor).AndServices().Reading(DossierReading.One);

    public static readonly QueryKey AsOfKey = QueryKey.OfInstant(
        "asOf", "Explains the score of this moment; now when left out.");

    public static readonly QueryKey KnownAtKey = QueryKey.OfInstant(
        "knownAt", "Only with facts that had been recorded by this moment: what was known then.");

    public static readonly QueryKey SinceKey = QueryKey.OfInstant(
        "since", "With what changed since this moment, against what was true and known then; at most 1,830 days back.")
        with
    { Example = "2025-10-01T00:00:00Z" };

    public static readonly QueryKey LanguageKey = QueryKey.OfWords<LetterLanguage>(
        "language", "The language of the letter.", "nl") with
    { Default = "nl" };

    public static readonly QueryKey FormatKey = new(
        "format", "`letter` is the letter alone as a page to read and print; it goes before `Accept`.", "json")
    {
        Words = ["json", "letter"],
    };

    public static readonly QueryKey FromKey = QueryKey.OfDay(
        "from", "The first day, in UTC; a moment stands for its day. A year before the last when left out.") with
    { Example = "2025-10-01" };

    public static readonly QueryKey ToKey = QueryKey.OfDay(
        "to", "The last day, in UTC; a moment stands for its day. Today when left out. At most 1,830 days in all.");

    public static readonly Operation Explain = new(
        "explainReferentRisk", Tags.Referents, "Why the risk is what it is, and what would change it",
        "Contributions with their source events, what changed and which event moved it, the referent's own past and " +
        "its sector and size band, the smallest changes that would lower the level, what is missing, and what time " +
        "alone will do. With it comes a letter in plain Dutch or English; with `Accept: text/html` or " +
        "`format=letter` the letter alone, as a page to print. It names no official.")
    {
        ShowsRisk = true,
        Access = Readers,
        Load = Load.Heavy,
        Path = [PathKey.Referent],
        Query = [AsOfKey, KnownAtKey, SinceKey, LanguageKey, FormatKey],
        Answers =
        [
            Answer.Json(200, "The explanation.", ExplanationExamples.Explanation),
            new Answer(200, "The letter.", LetterAnswer.MediaType, ExplanationExamples.Page),
        ],
        Errors = [404, 409],
    };

    public static readonly Operation LookBack = new(
        "lookBackOnReferent", Tags.Referents, "What would have been different, knowing what is known now",
        "Day by day, the level as it was known at the end of the day against the level of that day as it is known " +
        "now, by the model in use on both sides: only late and corrected facts make them differ. With the facts that " +
        "did, and the crossings that differ: where the level rose to the line of the escalation rule and would not " +
        "have, or would have and did not. `crossed` is computed for each moment at which something was recorded; " +
        "`told` is how many of such rises were told, which may be others, as events reached a server. Whether an " +
        "escalation was opened is another matter. On days before anything was heard of it the level is `none`.")
    {
        ShowsRisk = true,
        Access = Readers,
        Load = Load.Heavy,
        Path = [PathKey.Referent],
        Query = [FromKey, ToKey],
        Answers = [Answer.Json(200, "What differs.", ExplanationExamples.Hindsight)],
        Errors = [404, 409],
    };
}
