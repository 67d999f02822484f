using System.Collections.Immutable;
using System.Globalization;
using Supervision.Features;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>
/// The fields of the Dutch register of algorithms (Publicatiestandaard 1.0.0) that follow from the model and its life,
/// under the names of that standard and within its lengths. What does not follow is named and left open.
/// </summary>
/// <param name="NogInTeVullen">Fields that only the organisation can fill in.</param>
public sealed record RegistrationEntry(
    string Naam,
    string KorteOmschrijving,
    string Status,
    string? Begindatum,
    string? Einddatum,
    string DoelEnImpact,
    string Afwegingen,
    string MenselijkeTussenkomst,
    string Risicobeheer,
    string WettelijkeBasis,
    string Impacttoetsen,
    string Gegevens,
    string TechnischeWerking,
    string Taal,
    string Schema,
    string BronId,
    ImmutableArray<string> NogInTeVullen)
{
    private const int NameMax = 99;
    private const int ShortMax = 349;
    private const int TextMax = 2_499;
    private const int TechnicalMax = 4_999;

    private const string People =
        "De score kiest alleen wie wordt gecontroleerd. Wat uit een controle volgt, bepaalt een mens; een dienst of "
        + "programma kan niet besluiten. Een mens kan het niveau met opgaaf van reden anders vaststellen, voor ten "
        + "hoogste 180 dagen; het niveau van het model blijft ernaast zichtbaar.";

    private const string Risk =
        "Een versie gaat pas in gebruik na een geslaagd rapport over betrouwbaarheid en vooringenomenheid, met DPIA, "
        + "IAMA of FRIA en wettelijke grondslag, en na goedkeuring door twee mensen die haar niet schreven. Een mens "
        + "met het stoprecht stopt haar met een handeling; op de herzieningsdatum eindigt het gebruik vanzelf. "
        + "Daarna gaat het toezicht door zonder score.";

    public static RegistrationEntry Of(RiskModel model, ModelVersion? version, bool inUse, DateTimeOffset now)
    {
        var document = model.Document;
        var grounds = document.Indicators.Select(one => one.Justification).OfType<Justification>().ToArray();
        var begun = version?.History.FirstOrDefault(step => step.What == "taken-into-use")?.At;
        var ended = begun is null || inUse ? (DateTimeOffset?)null : version!.History.LastOrDefault(step => step.What
            is "stopped" or "replaced" or "review-date-passed")?.At ?? ModelRegister.EndOf(version);
        return new RegistrationEntry(
            Cut(document.Title, NameMax),
            Cut(
                $"Risicomodel {document.Id}, versie {document.Version}: telt punten van {document.Indicators.Length} "
                + "indicatoren bij elkaar en leidt daaruit een niveau af (laag, midden, hoog). Het kiest wie wordt "
                + "gecontroleerd, en niets anders.", ShortMax),
            inUse ? "In gebruik" : begun is null ? "In ontwikkeling" : "Buiten gebruik",
            begun is { } from ? Month(from) : null,
            ended is { } until && until <= now ? Month(until) : null,
            Cut(Listed(grounds.Select(one => one.Aim)), TextMax),
            Cut(Listed(grounds.Select(one => one.WhyNoLighterMeans)), TextMax),
            People,
            Risk,
            Cut(Listed([.. version?.Grounds is { } approved ? [approved.LegalGround] : Array.Empty<string>(),
                .. grounds.Select(one => one.LegalGround)]), TextMax),
            version?.Grounds is { } references ? $"DPIA: {references.Dpia}; IAMA/FRIA: {references.Fria}" : "",
            Cut(Listed(document.Indicators.Select(one =>
                $"{one.Feature}: {FeatureCatalogue.Find(one.Feature)!.Definition}")), TextMax),
            Cut(Working(document), TechnicalMax),
            "nld",
            "1.0.0",
            $"{document.Id}@{document.Version}",
            [
                "Organisatie", "Thema", "Contactgegevens", "Publicatiecategorie", "Link naar publiekspagina",
                "Link naar wettelijke basis", "Verwerkingsregister", "Leverancier", "Link naar broncode",
            ]);
    }

    private static string Working(RiskModelDocument document)
    {
        var levels = string.Join(
            ", ", document.Levels.Skip(1).Select(band => $"{RiskJson.NameOf(band.Level)} vanaf {band.From}"));
        var lines = document.Indicators.Select(one =>
            $"{one.Id} ({one.Feature}): {ModelWords.Of(one.Bins)}; zonder gegevens: {one.Missing.Points}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Begint met {document.Base} punten en telt die van de indicatoren op. Niveaus: {levels}. Met minder dan "
            + $"{document.MinimumEvidence} feiten in drie jaar is er geen niveau. Een niveau daalt pas na "
            + $"{document.CooldownDays} dagen. Geen zelflerend systeem: dezelfde gegevens geven altijd dezelfde score. "
            + $"{Listed(lines)}");
    }

    private static string Listed(IEnumerable<string> texts) =>
        string.Join("\n", texts.Distinct().Select(text => "- " + text));

    private static string Month(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static string Cut(string text, int lengthMax) =>
        text.Length <= lengthMax ? text : text[..(lengthMax - 1)] + "…";
}
