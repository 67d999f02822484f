using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Supervision.Facts;
using Supervision.Log;
using Supervision.Risk;

namespace Supervision.Dossiers;

/// <summary>A dossier for a reader: one page of HTML without script, style sheet or link.</summary>
public static class DossierPage
{
    public static string Write(Dossier dossier)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Dossier of ")
            .Append(Text(dossier.Referent.ToString())).Append("</title></head><body>\n<h1>Dossier of ")
            .Append(Text(dossier.Referent.ToString())).Append("</h1>\n<p>Everything held on ")
            .Append(Moment(dossier.MadeAt)).Append(". ").Append(Text(Dossier.Omissions)).Append("</p>\n");
        if (dossier.Register is { } register)
        {
            Table(page, "What the registers say", ["", ""],
            [
                ["Name", register.DisplayName ?? ""],
                ["Sector", register.Sector?.ToString() ?? ""],
                ["Founded", register.FoundedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""],
            ]);
        }

        if (dossier.Score is { Reason: { } reason })
        {
            page.Append("<h2>Risk</h2>\n<p>There is no level, because no risk model is in use: ")
                .Append(Text(reason)).Append(".</p>\n");
        }
        else if (dossier.Score is { } score)
        {
            page.Append("<h2>Risk</h2>\n<p>Level ").Append(Text(ClosedList<RiskLevel>.WordFor(score.Level)))
                .Append(CultureInfo.InvariantCulture, $", {score.Points} points from {score.Evidence} facts. ")
                .Append("A score selects for a check and nothing else.</p>\n");
            Table(page, "How the points came about", ["Indicator", "Points"], score.Contributions.Select(one =>
                new[] { one.Indicator, one.Points.ToString(CultureInfo.InvariantCulture) }));
        }

        Table(page, "Changes of level", ["When", "From", "To", "Points"], dossier.Levels.Select(change => new[]
        {
            Moment(change.At), ClosedList<RiskLevel>.WordFor(change.From), ClosedList<RiskLevel>.WordFor(change.To),
            change.ScoredPoints?.ToString(CultureInfo.InvariantCulture) ?? "",
        }));
        Events(page, "Facts", dossier.Events, []);
        Events(page, "Follow-up by people", dossier.FollowUp, Dossier.LeftOut);
        return page.Append("</body></html>\n").ToString();
    }

    private static void Events(
        StringBuilder page, string title, ImmutableArray<LoggedEvent> events, ImmutableArray<string> without) =>
        Table(page, title, ["Happened", "Recorded", "What", "From", "Details"], events.Select(logged => new[]
        {
            Moment(logged.Time),
            Moment(logged.RecordedAt),
            FactTypes.Find(logged.Type)?.Meaning ?? logged.Type,
            logged.Key.Source,
            logged.Data.IsEmpty
                ? "Erased."
                : string.Join("; ", DossierJson.MembersOf(logged, without).Select(one => $"{one.Name}: {one.Value}")),
        }));

    private static void Table(StringBuilder page, string title, string[] heads, IEnumerable<string[]> rows)
    {
        page.Append("<h2>").Append(Text(title)).Append("</h2>\n<table><thead><tr>");
        foreach (var head in heads)
            page.Append("<th>").Append(Text(head)).Append("</th>");
        page.Append("</tr></thead><tbody>\n");
        foreach (var row in rows)
        {
            page.Append("<tr>");
            foreach (var cell in row)
                page.Append("<td>").Append(Text(cell)).Append("</td>");
            page.Append("</tr>\n");
        }

        page.Append("</tbody></table>\n");
    }

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
