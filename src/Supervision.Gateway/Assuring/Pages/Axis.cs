using System.Globalization;
using System.Text;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>What pictures share: places as text, marks and labels that fit.</summary>
internal static class Axis
{
    private static readonly double[] Tops = [0.02, 0.05, 0.1, 0.2, 0.5, 1];

    /// <summary>The least round number of shares that everything lies below, at most 1.</summary>
    public static double TopOf(double most) => Tops.FirstOrDefault(top => most <= top, 1);

    public static string Text(double place) => place.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>At most so many characters of a label; one too long loses its middle, for ends tell apart.</summary>
    public static string Short(string label, int most)
    {
        if (label.Length <= most)
            return label;

        var end = most / 3;
        return label[..(most - end - 1)] + "…" + label[^end..];
    }

    public static StringBuilder Label(
        this StringBuilder picture, double x, double y, string anchor, string text) => picture
        .Append("<text x=\"").Append(Text(x)).Append("\" y=\"").Append(Text(y)).Append("\" text-anchor=\"")
        .Append(anchor).Append("\" fill=\"currentColor\">").Append(PageText.Safe(text)).Append("</text>");

    /// <summary>A line; pale are those that only help to read.</summary>
    public static StringBuilder Line(
        this StringBuilder picture, double x1, double y1, double x2, double y2, string more) => picture
        .Append("<line x1=\"").Append(Text(x1)).Append("\" y1=\"").Append(Text(y1)).Append("\" x2=\"")
        .Append(Text(x2)).Append("\" y2=\"").Append(Text(y2)).Append("\" stroke=\"currentColor\" ").Append(more)
        .Append("/>");

    public static StringBuilder Point(this StringBuilder picture, double x, double y) => picture
        .Append("<circle cx=\"").Append(Text(x)).Append("\" cy=\"").Append(Text(y))
        .Append("\" r=\"4\" fill=\"currentColor\"/>");

    public static StringBuilder Begin(int width, int height, string title) => new StringBuilder()
        .Append(CultureInfo.InvariantCulture, $"<svg role=\"img\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" ")
        .Append(CultureInfo.InvariantCulture, $"height=\"{height}\" font-size=\"12\"><title>")
        .Append(PageText.Safe(title)).Append("</title>");
}
