using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Supervision.Access;
using Supervision.Dossiers;
using Supervision.Escalations.Terms;
using Supervision.Facts;

namespace Supervision.Escalations.Court;

/// <summary>The file of a case for a reader: one page of HTML to print, without script or link.</summary>
public static class CourtFilePage
{
    private const string Style =
        """
        body { margin: 0 auto; max-width: 60rem; padding: 1rem; line-height: 1.4; font-family: sans-serif; }
        table { width: 100%; border-collapse: collapse; margin: .5rem 0 1.5rem; font-size: .85rem; }
        th, td { padding: .25rem .4rem; text-align: left; vertical-align: top; border-bottom: 1px solid #999; }
        td { overflow-wrap: anywhere; }
        td:first-child { white-space: nowrap; }
        .log td:nth-child(2) { white-space: nowrap; }
        .log td:last-child { width: 17rem; font-family: monospace; font-size: .7rem; }
        @media print { body { max-width: none; padding: 0; font-size: 10pt; } tr { break-inside: avoid; }
                       h2 { break-after: avoid; } @page { size: A4 landscape; margin: 1.5cm; } }
        """;

    private const string HowToCheck =
        "Each line names its place on the log, the SHA-256 of what it says, and the link of the hash chain there. " +
        "The same file as a bundle holds the steps of the chain up to its end and is signed: verify-bundle checks " +
        "it with no server at hand.";

    /// <summary>The policy that lets a browser take this style and nothing else.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Digest(Style)}'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'";

    public static string Write(CourtFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Case file ")
            .Append(Text(file.Id.ToString())).Append("</title>\n<style>").Append(Style)
            .Append("</style></head><body>\n<h1>Case file ").Append(Text(file.Id.ToString())).Append("</h1>\n");
        Paragraph(page, $"Of {file.Name}. Made on {Moment(file.MadeAt)} for {file.Asked.Actor}, purpose "
            + $"{ClosedList<ReadingPurpose>.WordFor(file.Asked.Purpose)}. Times are in UTC.");
        Paragraph(page, HowToCheck);
        Standing(page, file.Standing);
        Events(page, "What was done", file.Actions);
        Events(page, "What it meant for the history of the referent", file.Effects);
        Table(page, "Who read it", ["When", "Who", "What for", "What", "Answer", "Place, digest and link"],
            file.Readings.Select(one => new[]
            {
                Moment(one.Event.Logged.Time), one.Read.Actor,
                ClosedList<ReadingPurpose>.WordFor(one.Read.Purpose), one.Read.Operation,
                one.Read.Status.ToString(CultureInfo.InvariantCulture), PlaceOf(one.Event),
            }),
            isLog: true);
        foreach (var (_, letter) in file.Letters)
        {
            page.Append("<h2 lang=\"nl\">").Append(Text(letter.Title)).Append("</h2>\n");
            foreach (var section in letter.Sections)
            {
                page.Append("<h3 lang=\"nl\">").Append(Text(section.Heading)).Append("</h3>\n");
                foreach (var sentence in section.Sentences)
                    Paragraph(page, sentence);
            }
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static void Standing(StringBuilder page, CourtStanding standing)
    {
        string[][] known =
        [
            ["State", ClosedList<EscalationState>.WordFor(standing.State)],
            ["Ground of selection", ClosedList<EscalationGround>.WordFor(standing.Ground)],
            ["Reason", standing.Reason],
            ["Reference", standing.Reference ?? ""],
            ["Model in use then", standing.ModelHash ?? ""],
            ["Opened", Moment(standing.OpenedAt)],
            ["Closed", standing.ClosedAt is { } closedAt ? Moment(closedAt) : ""],
            ["Outcome", standing.Outcome is { } outcome ? ClosedList<EscalationOutcome>.WordFor(outcome) : ""],
            .. standing.Work.Judgement is { } judgement
                ? [[
                    "First judgement",
                    $"{ClosedList<Casework.Judgement>.WordFor(judgement.Judgement)}, by {judgement.Officer} on "
                        + $"{Moment(judgement.At)}: {judgement.Text}",
                ]]
                : (IEnumerable<string[]>)[],
        ];
        Table(page, "How it stands", [], known.Where(row => row[1].Length > 0));
        Table(page, "Clocks", ["Clock", "Started", "Due", "State", "Extensions", "Ended"],
            standing.Clocks.Select(clock => new[]
            {
                clock.Id, Moment(clock.StartedAt), Moment(clock.DueAt), ClosedList<ClockState>.WordFor(clock.State),
                clock.Extensions.ToString(CultureInfo.InvariantCulture),
                clock.EndedAt is { } ended ? Moment(ended) : "",
            }));
        Table(page, "Evidence", ["File", "Name", "Bytes", "SHA-256", "By", "On"],
            standing.Files.Select(file => new[]
            {
                file.Id, file.Name, file.Size.ToString(CultureInfo.InvariantCulture), file.Sha256, file.Officer,
                Moment(file.AddedAt),
            }));
    }

    private static void Events(StringBuilder page, string title, IEnumerable<CourtEvent> events) =>
        Table(page, title, ["When", "What", "Details", "Place, digest and link"], events.Select(one => new[]
        {
            Moment(one.Logged.Time),
            Word(one.Logged.Type),
            EscalationFactTypes.IsSecret(one.Logged.Type)
                ? "What the file is sealed with; in no export."
                : string.Join("; ", DossierJson.MembersOf(one.Logged, ["episode"]).Select(Detail)),
            PlaceOf(one),
        }), isLog: true);

    /// <summary>Every type of an event begins and ends alike: what is between tells them apart.</summary>
    private static string Word(string type) => type.Split('.', 2)[1][..^".v1".Length];

    private static string Detail((string Name, JsonElement Value) member) => $"{member.Name}: {Said(member.Value)}";

    private static string Said(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"({string.Join(", ", value.EnumerateObject().Select(
            member => $"{member.Name}: {Said(member.Value)}"))})",
        JsonValueKind.Array => value.GetArrayLength() == 0
            ? "none"
            : string.Join(", ", value.EnumerateArray().Select(Said)),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        _ => value.ToString(),
    };

    private static string PlaceOf(CourtEvent one) => $"{one.Logged.Position} {one.Digest} {one.Link}";

    private static void Paragraph(StringBuilder page, string text) =>
        page.Append("<p>").Append(Text(text)).Append("</p>\n");

    private static void Table(
        StringBuilder page, string title, string[] heads, IEnumerable<string[]> rows, bool isLog = false)
    {
        page.Append("<h2>").Append(Text(title)).Append("</h2>\n");
        var all = rows.ToArray();
        if (all.Length == 0)
        {
            Paragraph(page, "None.");
            return;
        }

        page.Append(isLog ? "<table class=\"log\">" : "<table>").Append("<thead><tr>");
        foreach (var head in heads)
            page.Append("<th scope=\"col\">").Append(Text(head)).Append("</th>");
        page.Append("</tr></thead><tbody>\n");
        foreach (var row in all)
        {
            page.Append("<tr>");
            foreach (var cell in row)
                page.Append("<td>").Append(Text(cell)).Append("</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table>\n");
    }

    private static string Digest(string text) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
