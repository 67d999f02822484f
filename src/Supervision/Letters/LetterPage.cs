using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Supervision.Facts;

namespace Supervision.Letters;

/// <summary>A letter as one page of HTML, to read and to print: no script, nothing from elsewhere.</summary>
public static partial class LetterPage
{
    /// <summary>The sheet of every page that is read and printed.</summary>
    internal const string Style =
        """
        :root { color-scheme: light dark; }
        body { margin: 0 auto; max-width: 42rem; padding: 2rem 1rem 4rem; line-height: 1.5;
               font-family: system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
        h1 { font-size: 1.6rem; line-height: 1.25; }
        h2 { margin: 1.75rem 0 .5rem; font-size: 1.15rem; }
        p { margin: 0 0 .5rem; }
        table { width: 100%; margin: .5rem 0 1rem; border-collapse: collapse; }
        th, td { padding: .35rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid #999; }
        thead th:last-child, thead + tbody td:last-child { text-align: right; white-space: nowrap; }
        tbody th + td { overflow-wrap: anywhere; }
        @media print {
            :root { color-scheme: light; }
            body { max-width: none; padding: 0; font-size: 11pt; }
            h2 { break-after: avoid; }
            tr, p { break-inside: avoid; }
            @page { margin: 2cm; }
        }
        """;

    /// <summary>The policy that lets a browser take this style and nothing else.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Digest(Style)}'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    public static string Write(Letter letter)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var words = Wording.Of(letter.Language);
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"").Append(ClosedList<LetterLanguage>.WordFor(letter.Language))
            .Append("\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
            .Append(Text(letter.Title)).Append("</title>\n<style>").Append(Style)
            .Append("</style>\n</head>\n<body>\n<h1>")
            .Append(Text(letter.Title)).Append("</h1>\n");
        foreach (var section in letter.Sections)
        {
            page.Append("<h2>").Append(Text(section.Heading)).Append("</h2>\n");
            Sentences(page, section.Sentences);
            if (!section.Rows.IsEmpty)
                Table(page, section, words);
            Sentences(page, section.After);
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Sentences(StringBuilder page, IEnumerable<string> sentences)
    {
        foreach (var sentence in sentences)
            page.Append("<p>").Append(Text(sentence)).Append("</p>\n");
    }

    private static void Table(StringBuilder page, LetterSection section, Wording words)
    {
        page.Append("<table>\n<thead><tr>");
        foreach (var head in (string[])[words.ColumnName, words.ColumnValue, words.ColumnPoints])
            page.Append("<th scope=\"col\">").Append(Text(head)).Append("</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in section.Rows)
        {
            page.Append("<tr><td>").Append(Text(row.Name)).Append("</td><td>").Append(Text(row.Value))
                .Append("</td><td>").Append(Text(row.Points)).Append("</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n");
    }

    private static string Digest(string text) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Text(string text) => AfterNumber().Replace(HtmlEncoder.Default.Encode(text), "&#xA0;");

    /// <summary>A number stays on one line with what it counts.</summary>
    [GeneratedRegex(@"(?<=\d) (?=[\p{L}%])")]
    private static partial Regex AfterNumber();
}
