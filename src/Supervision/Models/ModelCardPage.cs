using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Supervision.Facts;
using Supervision.Letters;
using Supervision.Risk;

namespace Supervision.Models;

/// <summary>The card as one page of HTML to read and to print: no script, nothing from elsewhere.</summary>
public static class ModelCardPage
{
    /// <summary>The policy that lets a browser take the style of the page and nothing else.</summary>
    public static string Policy => LetterPage.Policy;

    public static string Write(ModelCard card)
    {
        var page = new StringBuilder();
        var title = Text($"{card.Title} ({card.Id} {card.Version})");
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>").Append(title)
            .Append("</title>\n<style>").Append(LetterPage.Style).Append("</style></head><body>\n<h1>").Append(title)
            .Append("</h1>\n");
        if (card.IsTrial)
            page.Append("<p><strong>A trial: neither assured nor approved. Not for use on real organisations.")
                .Append("</strong></p>\n");
        Table(page, "At a glance",
        [
            ["Stage", card.IsTrial ? "trial" : ClosedList<ModelStage>.WordFor(card.Stage)],
            [
                "In use since",
                card.InUseSince is { } since ? ModelWords.Of(DateOnly.FromDateTime(since.UtcDateTime)) : "–",
            ],
            ["Ends by itself on", card.ReviewOn is { } review ? ModelWords.Of(review) : "–"],
            ["Owner", card.Owner],
            ["Document", card.Hash],
            ["Assurance report", card.AssuranceReport ?? "none"],
            ["Data protection impact assessment", card.Dpia ?? "none"],
            ["Fundamental rights impact assessment", card.Fria ?? "none"],
            ["Legal ground", card.LegalGround ?? "none"],
            ["Never used", card.NeverUsed],
        ]);
        Table(page, "How points become a level",
        [
            ["Points that everyone has", ModelWords.Of(card.BasePoints)],
            .. card.Levels.Select(level => new[]
            {
                $"Level {ClosedList<RiskLevel>.WordFor(level.Level)}",
                level.FromPoints is { } from ? $"from {ModelWords.Of(from)} points" : "below the others",
            }),
            ["Facts needed for a level", ModelWords.Of(card.MinimumEvidence)],
            ["Days before a level falls", ModelWords.Of(card.CooldownDays)],
            ["Intervals", $"{ModelWords.Of(card.ConfidencePercent)} per cent"],
            ["An escalation opens", card.Escalates],
        ]);
        page.Append("<p>A score selects for a check, and nothing else. People decide.</p>\n<h2>Indicators</h2>\n");
        foreach (var indicator in card.Indicators)
            Indicator(page, indicator);
        Table(page, "Algoritmeregister", Fields(card.Registration));
        return page.Append("</body></html>\n").ToString();
    }

    private static void Indicator(StringBuilder page, CardIndicator indicator)
    {
        var grounds = indicator.Justification;
        Table(page, $"{indicator.Id}{(indicator.IsOn ? "" : " (off: no justification in force)")}",
        [
            ["Measures", indicator.Measures],
            ["Feature", $"{indicator.Feature}, in {indicator.Unit}"],
            ["Formula", indicator.Formula],
            ["Reads", string.Join(", ", indicator.Reads)],
            ["Points", indicator.Points],
            ["Points without data", ModelWords.Of(indicator.PointsWithoutData)],
            ["Aim", grounds?.Aim ?? ""],
            ["Legal ground", grounds?.LegalGround ?? ""],
            ["Evidence", grounds?.Evidence ?? ""],
            ["Why no lighter means", grounds?.WhyNoLighterMeans ?? ""],
            ["Justified until", grounds is null ? "" : ModelWords.Of(grounds.ExpiresOn)],
        ], level: 3);
    }

    private static string[][] Fields(RegistrationEntry entry) =>
    [
        ["Naam", entry.Naam],
        ["Korte omschrijving", entry.KorteOmschrijving],
        ["Status", entry.Status],
        ["Begindatum", entry.Begindatum ?? ""],
        ["Einddatum", entry.Einddatum ?? ""],
        ["Doel en impact", entry.DoelEnImpact],
        ["Afwegingen", entry.Afwegingen],
        ["Menselijke tussenkomst", entry.MenselijkeTussenkomst],
        ["Risicobeheer", entry.Risicobeheer],
        ["Wettelijke basis", entry.WettelijkeBasis],
        ["Impacttoets(en)", entry.Impacttoetsen],
        ["Gegevens", entry.Gegevens],
        ["Technische werking", entry.TechnischeWerking],
        ["Taal", entry.Taal],
        ["Schema", entry.Schema],
        ["Bron-ID", entry.BronId],
        ["Nog in te vullen door de organisatie", string.Join(", ", entry.NogInTeVullen)],
    ];

    private static void Table(StringBuilder page, string title, IEnumerable<string[]> rows, int level = 2)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h{level}>{Text(title)}</h{level}>\n<table><tbody>\n");
        foreach (var row in rows)
            page.Append("<tr><th>").Append(Text(row[0])).Append("</th><td>")
                .Append(Text(row[1]).Replace("&#xA;", "<br>", StringComparison.Ordinal)).Append("</td></tr>\n");
        page.Append("</tbody></table>\n");
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
