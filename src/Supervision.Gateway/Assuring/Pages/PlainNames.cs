using System.Collections.Immutable;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>What a reader calls what gates and reports call by a code, in either language.</summary>
internal static class PlainNames
{
    private static readonly ImmutableDictionary<string, (string English, string Dutch)> Words =
        new Dictionary<string, (string, string)>(StringComparer.Ordinal)
        {
            ["roc-area"] = ("finds come first (ROC area)", "bevindingen komen vooraan (ROC-oppervlak)"),
            ["average-precision"] = ("average precision", "gemiddelde trefkans van boven af"),
            ["brier"] = ("error of the probabilities (Brier score)", "fout van de kansen (Brier-score)"),
            ["calibration-intercept"] = ("calibration: intercept", "kalibratie: snijpunt"),
            ["calibration-slope"] = ("calibration: slope", "kalibratie: helling"),
            ["observed-to-expected"] = ("findings to those expected", "bevindingen tot verwachte"),
            ["hit-rate"] = ("hit rate of the selected", "trefkans van de geselecteerde"),
            ["prevalence"] = ("with a finding", "met een bevinding"),
            ["selection-rate"] = ("selected", "geselecteerd"),
            ["false-positive-rate"] = ("selected in vain", "vergeefs geselecteerd"),
            ["false-negative-rate"] = ("missed", "gemist"),
            ["positive-predictive-value"] = ("hit rate", "trefkans"),
            ["false-omission-rate"] = ("finding though passed over", "bevinding hoewel overgeslagen"),
            ["value"] = ("share", "aandeel"),
            ["difference"] = ("difference from the reference", "verschil met de referentie"),
            ["ratio"] = ("ratio to the reference", "verhouding tot de referentie"),
            ["drift"] = ("moved", "verschoven"),
            ["score"] = ("score", "score"),
            ["feature"] = ("feature", "kenmerk"),
            ["stability"] = ("changes level", "verandert van niveau"),
            ["stability-of-highest"] = ("leaves the highest level", "verlaat het hoogste niveau"),
            ["one-event-lost"] = ("one event lost", "één gebeurtenis verloren"),
            ["one-value-off"] = ("one value a little off", "één waarde iets ernaast"),
            ["events-resampled"] = ("history drawn again", "geschiedenis opnieuw getrokken"),
            ["indicator-left-out"] = ("without indicator", "zonder indicator"),
            ["split-halves"] = ("points from two halves of the facts agree", "punten uit twee helften stemmen overeen"),
            ["twins"] = ("shadow copies with another score", "schaduwkopieën met een andere score"),
            ["name"] = ("other name and number", "andere naam en nummer"),
            ["register"] = ("other sector, size, form, age", "andere sector, omvang, vorm, leeftijd"),
            ["ids"] = ("other ids", "andere kenmerken van stukken"),
            ["sender"] = ("other sender, learned later", "andere afzender, later bekend"),
            ["proxy"] = ("tells of the group (Cramér's V)", "zegt iets over de groep (Cramérs V)"),
            ["left-out"] = ("adds to the difference", "vergroot het verschil"),
            ["bias-scan"] = ("more errors than elsewhere, cluster", "meer fouten dan elders, cluster"),
            ["agreement"] = ("readers agree", "lezers zijn het eens"),
            ["kappa"] = ("Cohen's kappa", "Cohens kappa"),
            ["alpha"] = ("Krippendorff's alpha", "Krippendorffs alfa"),
            ["use"] = ("by people", "door mensen"),
            ["followed"] = ("looked into", "onderzocht"),
            ["team"] = ("team", "team"),
            ["sector"] = ("sector", "sector"),
            ["size-band"] = ("size", "omvang"),
            ["legal-form"] = ("legal form", "rechtsvorm"),
            ["table"] = ("an uploaded table", "een aangeleverde tabel"),
            ["stream"] = ("the stream", "de stroom"),
            ["effect/difference"] =
                ("hit rate by risk less that by lot", "trefkans van het risicokanaal min die van het lot"),
            ["effect/ratio"] =
                ("hit rate by risk to that by lot", "trefkans van het risicokanaal tot die van het lot"),
            ["effect"] = ("against the lot", "tegenover het lot"),
            ["channel"] = ("share of checks", "aandeel van de controles"),
            ["risk"] = ("risk", "risico"),
            ["other-risk"] = ("risk, not by this version", "risico, niet door deze versie"),
            ["random"] = ("by lot", "lot"),
            ["signal"] = ("signal", "signaal"),
            ["interval-inside"] = ("wholly within", "geheel binnen"),
            ["interval-outside"] = ("wholly outside", "geheel buiten"),
            ["interval-straddles"] = ("on both sides", "aan beide kanten"),
            ["too-few-cases"] = ("too few cases", "te weinig gevallen"),
            ["undefined"] = ("no figure", "geen getal"),
            ["difference-found"] = ("one differs", "één wijkt af"),
            ["not-answered"] = ("not answered", "niet beantwoord"),
            ["two-proportion"] = ("two proportions", "twee aandelen"),
            ["fisher-exact"] = ("Fisher's exact", "Fishers exacte"),
            ["scored"] = ("all", "alle"),
            ["flagged"] = ("put forward", "naar voren geschoven"),
            ["checked"] = ("checked", "gecontroleerd"),
            ["finding"] = ("with a finding", "met een bevinding"),
            ["measure"] = ("with a measure", "met een maatregel"),
            ["standing"] = ("standing after objection", "overeind na bezwaar"),
            ["copy"] = ("as uploaded", "zoals aangeleverd"),
        }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The words of one code; the code itself where there are none.</summary>
    public static string Of(string code, PageText page) =>
        Words.TryGetValue(code, out var words) ? page.In(words.English, words.Dutch) : code;

    /// <summary>The words of a whole question, such as `selection-rate/ratio/sector=G`.</summary>
    public static string OfQuestion(string question, PageText page)
    {
        if (Words.TryGetValue(question, out var whole))
            return page.In(whole.English, whole.Dutch);

        var equals = question.IndexOf('=', StringComparison.Ordinal);
        var parts = (equals < 0 ? question : question[..equals]).Split('/').Select(part => Of(part, page));
        var words = string.Join(", ", parts);
        return equals < 0 ? words : $"{words}: {Of(question[(equals + 1)..], page)}";
    }

    /// <summary>A group, or a team, with what it is one of.</summary>
    public static string OfGroup(string attribute, string group, PageText page) => $"{Of(attribute, page)}={group}";
}
