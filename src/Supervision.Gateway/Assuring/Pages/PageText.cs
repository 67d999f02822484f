using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Supervision.Assurance.Reports;
using Supervision.Letters;

namespace Supervision.Gateway.Assuring.Pages;

/// <summary>A page as it is written, in one of two languages; each text is given in both, side by side.</summary>
internal sealed class PageText(LetterLanguage language)
{
    private const int PlacesMax = 8;

    /// <summary>Longer than any word of ours, so it is a name that nobody can break but we.</summary>
    private const int WordMax = 24;

    private readonly StringBuilder _page = new();

    public bool IsDutch => language == LetterLanguage.Dutch;

    public string In(string english, string dutch) => IsDutch ? dutch : english;

    public void Heading(int level, string english, string dutch) =>
        _page.Append(CultureInfo.InvariantCulture, $"<h{level}>{Safe(In(english, dutch))}</h{level}>\n");

    public void Sentence(string english, string dutch) =>
        _page.Append("<p>").Append(Safe(In(english, dutch))).Append("</p>\n");

    /// <summary>A picture or other markup of our own making; its texts are safe already.</summary>
    public void Markup(string markup) => _page.Append(markup).Append('\n');

    /// <summary>Without rows there is no table.</summary>
    public void Table(string[] heads, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length == 0)
            return;

        _page.Append("<div><table>\n<thead><tr>");
        foreach (var head in heads)
            _page.Append("<th scope=\"col\">").Append(Safe(head)).Append("</th>");
        _page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in all)
        {
            _page.Append("<tr>");
            foreach (var cell in row)
                _page.Append(HasLongWord(cell) ? "<td class=\"long\">" : "<td>").Append(Safe(cell)).Append("</td>");
            _page.Append("</tr>\n");
        }

        _page.Append("</tbody>\n</table></div>\n");
    }

    /// <summary>In three places; what is nearer to nothing in as many as say that it is not nothing.</summary>
    public string Number(double value)
    {
        var places = Math.Abs(value) is > 0 and < 0.001 ? 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))) : 3;
        var rounded = Math.Round(value, Math.Min(places, PlacesMax));
        var text = (rounded == 0 ? 0 : rounded).ToString("0.########", CultureInfo.InvariantCulture);
        return IsDutch ? text.Replace('.', ',') : text;
    }

    /// <summary>A figure with its interval and cases, or why there is none. What is certain has no interval.</summary>
    public string Of(Figure? figure) => figure switch
    {
        null => "–",
        { Value: { } certain } when figure.Lower == certain && figure.Upper == certain =>
            $"{Number(certain)} (n {figure.Count!.Value.ToString(CultureInfo.InvariantCulture)})",
        { Value: { } value } => $"{Number(value)} ({Number(figure.Lower!.Value)} – {Number(figure.Upper!.Value)}; "
            + $"n {figure.Count!.Value.ToString(CultureInfo.InvariantCulture)})",
        _ => Lack(figure.Lack!),
    };

    public string P(double? value) => value switch
    {
        null => "–",
        < 0.001 => "<\u00A0" + Number(0.001),
        _ => Number(value.Value),
    };

    public string Count(long? count) =>
        count?.ToString(CultureInfo.InvariantCulture) ?? In("kept back", "verzwegen");

    public string Verdict(string verdict) => verdict switch
    {
        "shown" => In("shown", "aangetoond"),
        "refuted" => In("refuted", "weerlegd"),
        _ => In("not enough data to say", "te weinig gegevens om te zeggen"),
    };

    public override string ToString() => _page.ToString();

    public static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    private static bool HasLongWord(string text) => text.Split(' ').Any(word => word.Length > WordMax);

    private string Lack(string code) => code switch
    {
        "suppressed" => In("kept back: too few cases", "verzwegen: te weinig gevallen"),
        "no-cases" => In("no cases", "geen gevallen"),
        "no-positives" => In("no findings", "geen bevindingen"),
        "no-negatives" => In("none without a finding", "geen zonder bevinding"),
        "none-selected" => In("none selected", "geen geselecteerd"),
        "none-unselected" => In("all selected", "alle geselecteerd"),
        "no-events-in-group" => In("none in the group", "geen in de groep"),
        "no-events-in-reference" => In("none in the reference", "geen in de referentie"),
        "no-variation" => In("nothing varies", "niets varieert"),
        "out-of-reach" => In("cannot be said of these data", "niet te zeggen met deze gegevens"),
        _ => In("not enough data to say", "te weinig gegevens om te zeggen"),
    };
}
