using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Supervision.Assurance.Reports;
using Supervision.AssuranceReports;
using Supervision.Facts;
using Supervision.Letters;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>
/// A report as one page of HTML, to read and to print: the verdicts and gates first, then the seventeen questions of
/// the assessment protocol for risk profiling (Algorithm Audit, "Empirical methods", 26 August 2025) by number.
/// </summary>
internal static class ReportPage
{
    private const string Style =
        """
        :root { color-scheme: light dark; }
        body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; line-height: 1.45; overflow-wrap: anywhere;
               font-family: system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
        h1 { font-size: 1.6rem; line-height: 1.25; }
        h2 { margin: 1.75rem 0 .5rem; font-size: 1.15rem; }
        h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
        p { margin: 0 0 .5rem; }
        div { margin: .5rem 0 1rem; overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: .9rem; }
        th, td { padding: .25rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid #999;
                 overflow-wrap: break-word; }
        .long { overflow-wrap: anywhere; }
        svg { max-width: 100%; height: auto; margin: .5rem .5rem .5rem 0; }
        @media print {
            :root { color-scheme: light; }
            body { max-width: none; padding: 0; font-size: 10pt; }
            div { overflow: visible; }
            table { font-size: 8.5pt; line-height: 1.3; }
            th, td { padding: .15rem .3rem; }
            h2, h3, p:has(+ div), p:has(+ svg) { break-after: avoid; }
            tr, p, svg { break-inside: avoid; }
            thead { display: table-header-group; }
            @page {
                margin: 1.5cm;
                @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }
            }
        }
        """;

    /// <summary>The policy that lets a browser take this style and nothing else.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Digest}'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    private static string Digest => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)));

    /// <param name="judgement">Against the gates in force; null when there are none.</param>
    public static string Write(
        AssuranceReport report, ReportDocument document, GateJudgement? judgement, LetterLanguage language)
    {
        var page = new PageText(language);
        page.Markup($"<h1>{PageText.Safe(report.Title)}</h1>");
        page.Sentence(
            $"Assurance report {report.Id}, {report.EndedAt:yyyy-MM-dd}. It never changes: {report.Hash}.",
            $"Betrouwbaarheidsrapport {report.Id}, {report.EndedAt:yyyy-MM-dd}. Het verandert nooit: {report.Hash}.");
        var schedule = report.Schedule is { } version
            ? page.In($", on schedule {version}", $", volgens schema {version}")
            : "";
        page.Sentence(
            $"Asked for by {report.By}{schedule} on {report.AskedAt:yyyy-MM-dd}. Purpose: {report.Purpose}",
            $"Aangevraagd door {report.By}{schedule} op {report.AskedAt:yyyy-MM-dd}. Doel: {report.Purpose}");
        Verdicts(page, document);
        if (judgement is not null)
            Gates(page, judgement);
        new QuestionWriting(page, document).Write();
        return Whole(report, page, language);
    }

    /// <summary>Of a report that says nothing yet, or never will: how far it is.</summary>
    public static string WriteUnmade(AssuranceReport report, LetterLanguage language)
    {
        var page = new PageText(language);
        page.Markup($"<h1>{PageText.Safe(report.Title)}</h1>");
        if (report.State == ReportState.Running)
            page.Sentence(
                $"Assurance report {report.Id} is being made. Load this page again in a moment.",
                $"Betrouwbaarheidsrapport {report.Id} wordt nu gemaakt. Laad deze pagina zo dadelijk opnieuw.");
        else
            page.Sentence(
                $"Assurance report {report.Id} was not made ({report.Failure}). "
                + "Ask for it again; a table has to be uploaded again, because it is not kept.",
                $"Betrouwbaarheidsrapport {report.Id} is niet gemaakt ({report.Failure}). Vraag het opnieuw aan; een "
                + "tabel moet opnieuw worden aangeleverd, omdat die niet wordt bewaard.");
        return Whole(report, page, language);
    }

    private static string Whole(AssuranceReport report, PageText page, LetterLanguage language) =>
        $"""
        <!doctype html>
        <html lang="{ClosedList<LetterLanguage>.WordFor(language)}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{PageText.Safe(report.Title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        {page}</body>
        </html>

        """;

    private static void Verdicts(PageText page, ReportDocument document)
    {
        page.Heading(2, "What the data say", "Wat de gegevens zeggen");
        page.Sentence(
            "Each requirement is shown, refuted, or there are not enough data to say. The interval decides, never the "
            + "figure alone.",
            "Elke eis is aangetoond of weerlegd, of er zijn te weinig gegevens om het te zeggen. Het interval beslist, "
            + "nooit het getal alleen.");
        var (shown, refuted) = (Count(document, "shown"), Count(document, "refuted"));
        var unsaid = document.Report.Verdicts.Length - shown - refuted;
        page.Sentence(
            $"Shown: {shown}. Refuted: {refuted}. Not enough data to say: {unsaid}.",
            $"Aangetoond: {shown}. Weerlegd: {refuted}. Te weinig gegevens om te zeggen: {unsaid}.");
        page.Table(
            [
                page.In("Question", "Vraag"), page.In("Verdict", "Oordeel"), page.In("Rule", "Regel"),
                page.In("Figure", "Getal"), page.In("Must be", "Moet zijn"), page.In("Under", "Bij"),
            ],
            document.Report.Verdicts.Select(verdict => new[]
            {
                PlainNames.OfQuestion(verdict.Question, page), page.Verdict(verdict.Verdict),
                PlainNames.Of(verdict.Rule, page),
                page.Of(document.Report.Answers.First(answer => answer.Question == verdict.Question).Figure),
                Bounds(page, verdict.AtLeast, verdict.AtMost),
                (verdict.Number ?? Protocol.NumberOf(verdict.Question)).ToString(CultureInfo.InvariantCulture),
            }));
    }

    private static void Gates(PageText page, GateJudgement judgement)
    {
        page.Heading(2, "The gates in force", "De geldende drempels");
        page.Sentence(
            $"Gates of {judgement.Model}, version {judgement.Version}. The model "
            + (judgement.MayBeUsed ? "may be used." : "may not be taken into use."),
            $"Drempels van {judgement.Model}, versie {judgement.Version}. Het model "
            + (judgement.MayBeUsed ? "mag worden gebruikt." : "mag niet in gebruik worden genomen."));
        page.Table(
            [
                page.In("Gate", "Drempel"), page.In("Verdict", "Oordeel"), page.In("Figure", "Getal"),
                page.In("Must be", "Moet zijn"), page.In("Effect", "Gevolg"), page.In("Owner", "Eigenaar"),
            ],
            judgement.Results.Select(result => new[]
            {
                PlainNames.OfQuestion(result.Answered ?? result.Question, page), page.Verdict(result.Verdict),
                page.Of(result.Figure),
                Bounds(page, result.AtLeast, result.AtMost),
                result.Trips ? page.In("stops", "stopt")
                    : result.Blocks ? page.In("blocks", "houdt tegen") : page.In("passes", "laat door"),
                result.Owner,
            }));
    }

    private static int Count(ReportDocument document, string verdict) =>
        document.Report.Verdicts.Count(one => one.Verdict == verdict);

    private static string Bounds(PageText page, double? least, double? most) => (least, most) switch
    {
        ({ } from, { } to) => $"{page.Number(from)} – {page.Number(to)}",
        ({ } from, null) => $"≥\u00A0{page.Number(from)}",
        (_, { } to) => $"≤\u00A0{page.Number(to)}",
        _ => "–",
    };
}
