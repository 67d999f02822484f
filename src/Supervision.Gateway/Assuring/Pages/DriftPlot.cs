using Supervision.Assurance.Reports;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>
/// How far the score (thick) and the features (thin, each with dashes of its own) moved from period to period, each
/// line with its name at its end. A tenth, by custom little, and a quarter, much, are dashed.
/// </summary>
/// <remarks>
/// An index may be 0.05 or 15, so the scale is ln(1 + index / 0.05): what is little stays apart from what is nothing.
/// </remarks>
internal static class DriftPlot
{
    private const int Left = 52;
    private const int Width = 380;
    private const int Names = 240;
    private const int Top = 12;
    private const int Row = 15;
    private const double Bend = 0.05;

    // Each at least 14 apart from the last on the smallest picture, as long as there is room.
    private static readonly double[] Marks = [0, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100];

    private static readonly string[] Dashes = ["1 0", "7 3", "2 2", "9 3 2 3", "5 5", "1 4", "12 4"];

    public static string Write(DriftFigures drift, PageText words)
    {
        var named = drift.Periods.SelectMany(period => period.Moved).Where(moved => moved.Index.Value is not null)
            .Select(moved => moved.Of).Distinct(StringComparer.Ordinal).ToArray();
        if (named.Length == 0)
            return "";

        var most = drift.Periods.SelectMany(period => period.Moved).Max(moved => moved.Index.Value ?? 0);
        var top = Marks.FirstOrDefault(mark => mark >= Math.Max(0.5, most), Math.Ceiling(most));
        var height = Math.Max(200, named.Length * Row);
        var floor = Top + height;
        var picture = Axis.Begin(
            Left + Width + Names, floor + 46, words.In("Moved since ", "Verschoven sinds ") + drift.From);
        foreach (var mark in Marks.Where(mark => mark <= top).Append(top).Distinct())
        {
            picture.Line(Left, Y(mark), Left + Width, Y(mark), mark is 0.1 or 0.25
                ? "opacity=\"0.7\" stroke-dasharray=\"4 3\""
                : "opacity=\"0.25\"");
            if (mark == top || Y(mark) - Y(top) >= Row)
                picture.Label(Left - 6, Y(mark) + 4, "end", words.Number(mark));
        }

        Periods(drift).ForEach(at => picture.Label(at.X, floor + 20, "middle", at.Period));
        picture.Label(
            Left + (Width / 2), floor + 40, "middle",
            words.In(
                $"stability index: {words.Number(0.1)} little, {words.Number(0.25)} much; low values drawn wider",
                $"stabiliteitsindex: {words.Number(0.1)} weinig, {words.Number(0.25)} veel; lage waarden ruimer"));
        var lines = named.Index().Select(at => (at.Index, Name: at.Item, Points: Points(drift, at.Item)))
            .OrderBy(line => Y(line.Points[^1].Value)).ToArray();
        var label = Top - Row;
        foreach (var (place, (index, name, points)) in lines.Index())
        {
            var look = $"stroke-width=\"{(name == "score" ? "3" : "1.5")}\" "
                + $"stroke-dasharray=\"{Dashes[index % Dashes.Length]}\"";
            var full = PageText.Safe(PlainNames.Of(name, words));
            picture.Append("<polyline fill=\"none\" stroke=\"currentColor\" ").Append(look)
                .Append(" points=\"")
                .Append(string.Join(' ', points.Select(point => $"{Axis.Text(point.X)},{Axis.Text(Y(point.Value))}")))
                .Append("\"><title>").Append(full).Append("</title></polyline>");
            var room = floor - ((lines.Length - 1 - place) * Row);
            label = Math.Min(Math.Max(label + Row, (int)Y(points[^1].Value)), room);
            picture.Line(points[^1].X, Y(points[^1].Value), Left + Width + 10, label, "opacity=\"0.35\"")
                .Line(Left + Width + 10, label, Left + Width + 34, label, look)
                .Label(Left + Width + 40, label + 4, "start", Axis.Short(PlainNames.Of(name, words), 27));
        }

        return picture.Append("</svg>").ToString();

        double Y(double value) => floor - (Math.Log(1 + (value / Bend)) / Math.Log(1 + (top / Bend)) * height);
    }

    private static (double X, double Value)[] Points(DriftFigures drift, string name) =>
    [
        (X(drift, 0), 0),
        .. drift.Periods.Index()
            .Select(at => (
                X: X(drift, at.Index + 1), at.Item.Moved.FirstOrDefault(one => one.Of == name)?.Index.Value))
            .Where(point => point.Value is not null)
            .Select(point => (point.X, point.Value!.Value)),
    ];

    // As many names of periods as there is room for, the first among them.
    private static List<(double X, string Period)> Periods(DriftFigures drift)
    {
        string[] periods = [.. drift.Periods.Select(period => period.Period).Prepend(drift.From)
            .Select(period => Axis.Short(period, 12))];
        var every = (int)Math.Ceiling(periods.Max(period => period.Length) * 8 / (X(drift, 1) - X(drift, 0)));
        return [.. periods.Index().Where(at => at.Index % every == 0).Select(at => (X(drift, at.Index), at.Item))];
    }

    private static double X(DriftFigures drift, int index) =>
        Left + 20.0 + (index * (Width - 40.0) / drift.Periods.Length);
}
