using System.Globalization;
using System.Text;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>A square with numbers along both axes, and room around it for what stands at its edge.</summary>
internal sealed class SquarePlot
{
    private const int Side = 240;
    private const int Left = 62;
    private const int Edge = 14;
    private const int Below = 46;

    private readonly StringBuilder _picture;
    private readonly (double Least, double Most) _across;
    private readonly double _top;

    /// <param name="across">The values at the left and at the right.</param>
    /// <param name="top">The share at the top; at the foot is none.</param>
    public SquarePlot(
        PageText words, string title, string acrossName, string upName, (double Least, double Most) across, double top)
    {
        (_across, _top) = (across, top);
        _picture = Axis.Begin(Left + Side + Edge, Edge + Side + Below, title);
        _picture.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left}\" y=\"{Edge}\" width=\"{Side}\" ")
            .Append(CultureInfo.InvariantCulture, $"height=\"{Side}\" fill=\"none\" stroke=\"currentColor\"/>");
        for (var quarter = 0; quarter <= 4; quarter++)
        {
            var x = Left + (quarter * Side / 4.0);
            var y = Edge + Side - (quarter * Side / 4.0);
            _picture.Line(x, Edge + Side, x, Edge + Side + 4, "")
                .Label(
                    x, Edge + Side + 18, "middle",
                    words.Number(across.Least + (quarter * (across.Most - across.Least) / 4)))
                .Line(Left - 4, y, Left, y, "")
                .Label(Left - 8, y + 4, "end", words.Number(quarter * top / 4));
        }

        _picture.Label(Left + (Side / 2), Edge + Side + 38, "middle", acrossName)
            .Append(CultureInfo.InvariantCulture,
                $"<text transform=\"rotate(-90)\" x=\"{-Edge - (Side / 2)}\" y=\"14\" text-anchor=\"middle\" ")
            .Append("fill=\"currentColor\">").Append(PageText.Safe(upName)).Append("</text>");
    }

    public void Line(double x1, double y1, double x2, double y2, bool isDashed) => _picture.Line(
        X(x1), Y(y1), X(x2), Y(y2), isDashed ? "stroke-dasharray=\"4 3\" opacity=\"0.5\"" : "stroke-width=\"2\"");

    public void Point(double x, double y) => _picture.Point(X(x), Y(y));

    public void Curve(IEnumerable<(double X, double Y)> points) => _picture
        .Append("<polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" points=\"")
        .Append(string.Join(' ', points.Select(point => $"{Axis.Text(X(point.X))},{Axis.Text(Y(point.Y))}")))
        .Append("\"/>");

    public override string ToString() => _picture + "</svg>";

    private double X(double value) =>
        Left + (Math.Clamp((value - _across.Least) / (_across.Most - _across.Least), 0, 1) * Side);

    private double Y(double share) => Edge + Side - (Math.Clamp(share / _top, 0, 1) * Side);
}
