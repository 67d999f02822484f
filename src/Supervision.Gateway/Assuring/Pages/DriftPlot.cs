using System.Globalization;
using System.Text;
using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>
/// How far the score (thick) and the features (thin) moved from period to period; a tenth, by custom little, and a
/// quarter, much, are dashed.
/// </summary>
internal static class DriftPlot
{
    private const int Left = 40;
    private const int Width = 520;
    private const int Height = 180;

    public static string Write(DriftFigures drift, PageText words)
    {
        var named = drift.Periods.SelectMany(period => period.Moved).Select(moved => moved.Of)
            .Distinct(StringComparer.Ordinal).ToArray();
        var most = Math.Max(0.3, drift.Periods.SelectMany(period => period.Moved)
            .Max(moved => moved.Index.Value ?? 0));
        var picture = new StringBuilder();
        picture.Append(CultureInfo.InvariantCulture,
            $"<svg role=\"img\" viewBox=\"0 0 {Left + Width + 60} {Height + 30}\" width=\"{Left + Width + 60}\" ")
            .Append(CultureInfo.InvariantCulture, $"height=\"{Height + 30}\" font-size=\"12\"><title>")
            .Append(PageText.Safe(words.In("Moved since ", "Verschoven sinds ") + drift.From)).Append("</title>");
        foreach (var bound in new[] { 0, 0.1, 0.25 })
        {
            picture.Append(CultureInfo.InvariantCulture,
                $"<line x1=\"{Left}\" x2=\"{Left + Width}\" y1=\"{Y(bound)}\" y2=\"{Y(bound)}\" ")
                .Append("stroke=\"currentColor\" opacity=\"0.5\"")
                .Append(bound > 0 ? " stroke-dasharray=\"4 3\"/>" : "/>")
                .Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 6}\" y=\"{Y(bound)}\" text-anchor=\"end\" ")
                .Append("fill=\"currentColor\">").Append(words.Number(bound)).Append("</text>");
        }

        string[] periods = [drift.From, .. drift.Periods.Select(period => period.Period)];
        foreach (var (index, period) in periods.Index())
            picture.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{X(index)}\" y=\"{Height + 22}\" text-anchor=\"middle\" fill=\"currentColor\">")
                .Append(PageText.Safe(period.Length > 12 ? period[..11] + "…" : period)).Append("</text>");
        foreach (var name in named)
        {
            var points = drift.Periods
                .Select((period, i) => (
                    X: X(i + 1), period.Moved.FirstOrDefault(one => one.Of == name)?.Index.Value))
                .Where(point => point.Value is not null)
                .Select(point => $"{point.X},{Y(point.Value!.Value)}");
            picture.Append("<polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"")
                .Append(name == "score" ? "3" : "1").Append("\" points=\"")
                .Append(string.Join(' ', points.Prepend($"{X(0)},{Y(0)}"))).Append("\"><title>")
                .Append(PageText.Safe(PlainNames.Of(name, words))).Append("</title></polyline>");
        }

        return picture.Append("</svg>").ToString();

        string X(int index) => Text(Left + 30.0 + (index * (Width - 60.0) / drift.Periods.Length));
        string Y(double value) => Text(Height - (value / most * (Height - 10)));
    }

    private static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);
}
