using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>Pictures of a report as SVG within the page: no script, no style, and they print as they look.</summary>
internal static class ReportPlots
{
    private const double RatioMost = 4;
    private const int RatioSide = 300;

    /// <summary>Groups in one picture: more would not fit a sheet of paper.</summary>
    private const int RowsMax = 30;

    private static readonly double[] RatioMarks = [1 / RatioMost, 0.5, 0.8, 1, 1.25, 2, RatioMost];

    /// <summary>What selecting from each score up finds, against what it burdens in vain.</summary>
    public static string Roc(Reliability said, PageText words)
    {
        var square = new SquarePlot(
            words, words.In("ROC curve", "ROC-curve"), words.In("checks in vain", "vergeefse controles"),
            words.In("found", "gevonden"), (0, 1), 1);
        square.Line(0, 0, 1, 1, isDashed: true);
        square.Curve(said.Curve.Prepend(new(0, 0, 0))
            .Select(point => (point.FalsePositiveRate, point.TruePositiveRate)));
        return square.ToString();
    }

    /// <summary>How often there was a finding, against how often scores said there would be.</summary>
    public static string Calibration(Reliability said, PageText words)
    {
        var bins = said.Bins.Where(bin => bin.Observed.Value is not null).ToArray();
        var isProbability = bins.Any(bin => bin.Expected is not null);
        var top = Axis.TopOf(bins.Select(bin => Math.Max(bin.Observed.Upper!.Value, bin.Expected ?? 0))
            .DefaultIfEmpty(1).Max());
        var (least, most) = isProbability ? (0, top) : (
            bins.Select(bin => (double)bin.LowestScore).DefaultIfEmpty(0).Min(),
            bins.Select(bin => (double)bin.HighestScore).DefaultIfEmpty(1).Max());
        var square = new SquarePlot(
            words, words.In("Calibration", "Kalibratie"),
            isProbability ? words.In("expected", "verwacht") : words.In("score", "score"),
            words.In("observed", "waargenomen"), (least, Math.Max(most, least + (isProbability ? 0 : 1))), top);
        if (isProbability)
            square.Line(0, 0, top, top, isDashed: true);
        foreach (var bin in bins)
        {
            var at = bin.Expected ?? (bin.LowestScore + bin.HighestScore) / 2.0;
            square.Line(at, bin.Observed.Lower!.Value, at, bin.Observed.Upper!.Value, isDashed: false);
            square.Point(at, bin.Observed.Value!.Value);
        }

        return square.ToString();
    }

    /// <summary>
    /// Ratios to the reference with their intervals, in as many pictures as it takes; four fifths and its inverse are
    /// dashed.
    /// </summary>
    public static string Ratios(AttributeFigures attribute, string metric, PageText words)
    {
        var rows = attribute.Groups
            .Select(group => (
                group.Group, Figure: group.Metrics.FirstOrDefault(said => said.Metric == metric)?.Ratio!))
            .Where(row => row.Figure?.Value > 0);
        return string.Join('\n', rows.Chunk(RowsMax).Select(some => Ratios(
            some, $"{PlainNames.Of(attribute.Attribute, words)}: {PlainNames.Of(metric, words)}", words)));
    }

    private static string Ratios((string Group, Figure Figure)[] rows, string title, PageText words)
    {
        const int left = 240;
        var height = (rows.Length * 22) + 64;
        var picture = Axis.Begin(left + RatioSide + 30, height, title);
        foreach (var ratio in RatioMarks)
        {
            var text = ratio switch
            {
                RatioMost => "≥ " + words.Number(ratio),
                1 / RatioMost => "≤ " + words.Number(ratio),
                _ => words.Number(ratio),
            };
            picture.Line(At(ratio), 20, At(ratio), height - 38, ratio is 0.8 or 1.25
                    ? "opacity=\"0.7\" stroke-dasharray=\"4 3\""
                    : ratio is 1 ? "opacity=\"0.7\"" : "opacity=\"0.25\"")
                .Label(At(ratio), 14, "middle", text)
                .Label(At(ratio), height - 24, "middle", text);
        }

        picture.Label(At(1), height - 6, "middle", title + words.In(", ratio to the reference", ", tot de referentie"));
        foreach (var (index, (group, figure)) in rows.Index())
        {
            var y = 32 + (index * 22);
            picture.Label(left - 12, y + 4, "end", Axis.Short(group, 28))
                .Line(At(figure.Lower!.Value), y, At(figure.Upper!.Value), y, "stroke-width=\"2\"")
                .Point(At(figure.Value!.Value), y);
        }

        return picture.Append("</svg>").ToString();

        // On a scale of ratios, from a quarter to four; what lies outside stands at the edge.
        double At(double ratio)
        {
            var share = (Math.Log(Math.Clamp(ratio, 1 / RatioMost, RatioMost)) / Math.Log(RatioMost) + 1) / 2;
            return left + (share * RatioSide);
        }
    }
}
