using System.Globalization;
using System.Text;
using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>Pictures of a report as SVG within the page: no script, no style, and they print as they look.</summary>
internal static class ReportPlots
{
    private const int Side = 300;
    private const int Margin = 34;
    private const double RatioMost = 4;

    /// <summary>What selecting from each score up finds, against what it burdens in vain.</summary>
    public static string Roc(Reliability said, PageText words) => Square(
        words.In("ROC curve", "ROC-curve"),
        words.In("checks in vain", "vergeefse controles"), words.In("found", "gevonden"),
        picture =>
        {
            Line(picture, 0, 0, 1, 1, dashed: true);
            var points = said.Curve.Prepend(new(0, 0, 0))
                .Select(point => $"{X(point.FalsePositiveRate)},{Y(point.TruePositiveRate)}");
            picture.Append("<polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" points=\"")
                .Append(string.Join(' ', points)).Append("\"/>");
        });

    /// <summary>How often there was a finding, against how often scores said there would be.</summary>
    public static string Calibration(Reliability said, PageText words)
    {
        var bins = said.Bins.Where(bin => bin.Observed.Value is not null).ToArray();
        var (least, most) = (
            bins.Select(bin => bin.LowestScore).DefaultIfEmpty(0).Min(),
            bins.Select(bin => bin.HighestScore).DefaultIfEmpty(1).Max());
        var isProbability = bins.Any(bin => bin.Expected is not null);
        return Square(
            words.In("Calibration", "Kalibratie"),
            isProbability ? words.In("expected", "verwacht") : words.In("score, low to high", "score, laag naar hoog"),
            words.In("observed", "waargenomen"),
            picture =>
            {
                if (isProbability)
                    Line(picture, 0, 0, 1, 1, dashed: true);
                foreach (var bin in bins)
                {
                    var at = bin.Expected
                        ?? ((bin.LowestScore + bin.HighestScore) / 2.0 - least) / Math.Max(1, most - least);
                    Line(picture, at, bin.Observed.Lower!.Value, at, bin.Observed.Upper!.Value, dashed: false);
                    picture.Append(CultureInfo.InvariantCulture,
                        $"<circle cx=\"{X(at)}\" cy=\"{Y(bin.Observed.Value!.Value)}\" r=\"4\" ")
                        .Append("fill=\"currentColor\"/>");
                }
            });
    }

    /// <summary>Ratios to the reference with their intervals; four fifths and its inverse are dashed.</summary>
    public static string Ratios(AttributeFigures attribute, string metric, PageText words)
    {
        var rows = attribute.Groups.Select(group => (
                group.Group, Figure: group.Metrics.FirstOrDefault(said => said.Metric == metric)?.Ratio))
            .Where(row => row.Figure?.Value > 0).ToArray();
        if (rows.Length == 0)
            return "";

        const int left = 150;
        var height = (rows.Length * 22) + 40;
        var title = PageText.Safe($"{PlainNames.Of(attribute.Attribute, words)}: {PlainNames.Of(metric, words)}");
        var picture = new StringBuilder();
        picture.Append(CultureInfo.InvariantCulture,
            $"<svg role=\"img\" viewBox=\"0 0 {left + Side + 20} {height}\" width=\"{left + Side + 20}\" ")
            .Append(CultureInfo.InvariantCulture, $"height=\"{height}\" font-size=\"12\"><title>{title}</title>");
        foreach (var (ratio, dash) in new[] { (0.8, "4 3"), (1, "0"), (1.25, "4 3") })
        {
            picture.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{At(ratio)}\" x2=\"{At(ratio)}\" y1=\"6\" y2=\"{height - 24}\" stroke=\"currentColor\" ")
                .Append(CultureInfo.InvariantCulture,
                    $"stroke-dasharray=\"{dash}\" opacity=\"0.5\"/><text x=\"{At(ratio)}\" y=\"{height - 8}\" ")
                .Append(CultureInfo.InvariantCulture, $"text-anchor=\"middle\" fill=\"currentColor\">")
                .Append(words.Number(ratio)).Append("</text>");
        }

        foreach (var (index, (group, figure)) in rows.Index())
        {
            var y = 20 + (index * 22);
            picture.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{left - 10}\" y=\"{y + 4}\" text-anchor=\"end\" fill=\"currentColor\">")
                .Append(PageText.Safe(group.Length > 22 ? group[..21] + "…" : group))
                .Append(CultureInfo.InvariantCulture,
                    $"</text><line x1=\"{At(figure!.Lower!.Value)}\" x2=\"{At(figure.Upper!.Value)}\" y1=\"{y}\" ")
                .Append(CultureInfo.InvariantCulture,
                    $"y2=\"{y}\" stroke=\"currentColor\" stroke-width=\"2\"/><circle cx=\"{At(figure.Value!.Value)}\" ")
                .Append(CultureInfo.InvariantCulture, $"cy=\"{y}\" r=\"4\" fill=\"currentColor\"/>");
        }

        return picture.Append("</svg>").ToString();

        // On a scale of ratios, from a quarter to four; what lies outside stands at the edge.
        string At(double ratio)
        {
            var share = (Math.Log(Math.Clamp(ratio, 1 / RatioMost, RatioMost)) / Math.Log(RatioMost) + 1) / 2;
            return Text(left + (share * Side));
        }
    }

    private static string Square(string title, string across, string up, Action<StringBuilder> draw)
    {
        var picture = new StringBuilder();
        picture.Append(CultureInfo.InvariantCulture,
            $"<svg role=\"img\" viewBox=\"0 0 {Side + Margin} {Side + Margin}\" width=\"{Side + Margin}\" ")
            .Append(CultureInfo.InvariantCulture, $"height=\"{Side + Margin}\" font-size=\"12\"><title>")
            .Append(PageText.Safe(title)).Append("</title>")
            .Append(CultureInfo.InvariantCulture,
                $"<rect x=\"{Margin}\" y=\"0\" width=\"{Side}\" height=\"{Side}\" fill=\"none\" ")
            .Append("stroke=\"currentColor\"/>");
        draw(picture);
        return picture
            .Append(CultureInfo.InvariantCulture,
                $"<text x=\"{Margin + (Side / 2)}\" y=\"{Side + 22}\" text-anchor=\"middle\" fill=\"currentColor\">")
            .Append(PageText.Safe(across)).Append("</text>")
            .Append(CultureInfo.InvariantCulture,
                $"<text transform=\"rotate(-90)\" x=\"{-Side / 2}\" y=\"20\" text-anchor=\"middle\" ")
            .Append("fill=\"currentColor\">").Append(PageText.Safe(up)).Append("</text></svg>").ToString();
    }

    private static void Line(StringBuilder picture, double x1, double y1, double x2, double y2, bool dashed) =>
        picture.Append("<line x1=\"").Append(X(x1)).Append("\" y1=\"").Append(Y(y1)).Append("\" x2=\"").Append(X(x2))
            .Append("\" y2=\"").Append(Y(y2)).Append("\" stroke=\"currentColor\"")
            .Append(dashed ? " stroke-dasharray=\"4 3\" opacity=\"0.5\"/>" : " stroke-width=\"2\"/>");

    private static string X(double share) => Text(Margin + (Math.Clamp(share, 0, 1) * Side));

    private static string Y(double share) => Text(Side - (Math.Clamp(share, 0, 1) * Side));

    private static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);
}
