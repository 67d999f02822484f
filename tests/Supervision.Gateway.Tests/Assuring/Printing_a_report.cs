using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Reports;
using Supervision.AssuranceReports;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Assuring.Pages;
using Supervision.Letters;

namespace Supervision.Gateway.Tests.Assuring;

public sealed partial class Printing_a_report
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly PageText English = new(LetterLanguage.English);

    private static readonly Figure Half = Said(0.5, 0.4, 0.6);

    [Theory]
    [InlineData(LetterLanguage.English, "Asked for by user:e.auditor, on schedule 3 on 2026-03-02. Purpose: To see.")]
    [InlineData(
        LetterLanguage.Dutch, "Aangevraagd door user:e.auditor, volgens schema 3 op 2026-03-02. Doel: To see.")]
    public void Says_who_asked_for_it_and_what_for(LetterLanguage language, string said) =>
        Assert.Contains($"<p>{PageText.Safe(said)}</p>", Page(language, "Duties"), StringComparison.Ordinal);

    [Fact]
    public void Breaks_names_that_are_longer_than_any_word_and_no_figure()
    {
        var page = new PageText(LetterLanguage.English);
        page.Table(["Group", "Cases"], [[new string('x', 80), "0.5 (0.4 – 0.6; n 100)"]]);

        Assert.Contains($"<td class=\"long\">{new string('x', 80)}</td>", page.ToString(), StringComparison.Ordinal);
        Assert.Contains("<td>0.5 (", page.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            ".long { overflow-wrap: anywhere; }", Page(LetterLanguage.English, "Duties"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0003, "0.0003")]
    [InlineData(-0.00042, "-0.00042")]
    [InlineData(-0.0000000001, "0")]
    [InlineData(0, "0")]
    [InlineData(15.6, "15.6")]
    public void Says_of_what_is_little_that_it_is_not_nothing(double value, string said) =>
        Assert.Equal(said, English.Number(value));

    [Fact]
    public void Gives_no_interval_to_what_is_certain()
    {
        Assert.Equal("1 (n 100)", English.Of(Said(1, 1, 1)));
        Assert.Equal("0 (0 – 0.0003; n 100)", English.Of(Said(0, 0, 0.0003)));
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(15.6)]
    [InlineData(4_000)]
    public void Draws_what_moved_with_numbers_apart_and_a_name_at_each_line(double most)
    {
        string[] names = ["score", .. Enumerable.Range(1, 20).Select(i => $"feature-{i}")];
        var plot = DriftPlot.Write(
            new DriftFigures("2024", [
                new PeriodFigures("2025", 1_000, Half, [.. names.Select((name, i) =>
                    new MovedFigures(name, Said(most * i / 20, 0, most), null))]),
            ]),
            English);

        var numbers = Labels(plot, "end").Select(label => label.Y).ToArray();
        Assert.Superset(
            new HashSet<string> { "0", "0.1", "0.25" }, Labels(plot, "end").Select(label => label.Text).ToHashSet());
        Assert.All(numbers.Zip(numbers.Skip(1)), pair => Assert.True(pair.First - pair.Second >= 12));
        Assert.InRange(numbers[^1], 0, 30);
        var lines = Labels(plot, "start");
        Assert.Equal(names.Order(), lines.Select(line => line.Text).Order());
        Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.Second.Y - pair.First.Y >= 12));
    }

    [Fact]
    public void Draws_nothing_of_periods_in_which_nothing_is_said() => Assert.Empty(DriftPlot.Write(
        new DriftFigures("2024", [new PeriodFigures("2025", null, Figure.Suppressed, [])]), English));

    [Fact]
    public void Draws_sixty_groups_on_sheets_that_each_have_their_numbers()
    {
        var plots = ReportPlots.Ratios(
            new AttributeFigures("sector", "0", [.. Enumerable.Range(1, 60).Select(i => new GroupSaid(
                $"group-{i}", 100, 50, null, null,
                [new MetricFigures("selection-rate", Half, Half, Half, null, null, null)], [], null))]),
            "selection-rate", English).Split("<svg ").Skip(1).ToArray();

        Assert.Equal(2, plots.Length);
        Assert.All(plots, plot => Assert.Superset(
            new HashSet<string> { "≤ 0.25", "0.8", "1", "1.25", "≥ 4" },
            Labels(plot, "middle").Select(label => label.Text).ToHashSet()));
        Assert.All(plots, plot => Assert.True(Size(plot).Height < 900));
    }

    [Theory]
    [InlineData(null, new[] { "0", "25", "50", "75", "100" }, new[] { "0", "0.25", "0.5", "0.75", "1" })]
    [InlineData(0.9, new[] { "0", "0.25", "0.5", "0.75", "1" }, new[] { "0", "0.25", "0.5", "0.75", "1" })]
    public void Draws_curves_with_numbers_on_both_axes_and_room_at_the_edge(
        double? expected, string[] across, string[] up)
    {
        var said = Reliability([
            new BinFigures(0, 100, expected, Half), new BinFigures(100, 100, expected, Said(1, 0.9, 1)),
        ]);

        var plot = ReportPlots.Calibration(said, English);

        Assert.Equal(across, Labels(plot, "middle").Select(label => label.Text).Where(IsNumber));
        Assert.Equal(up, Labels(plot, "end").Select(label => label.Text));
        Assert.Equal(up, Labels(ReportPlots.Roc(said, English), "end").Select(label => label.Text));
        Assert.All(Circle().Matches(plot), circle =>
        {
            Assert.InRange(Place(circle, 1), 5, Size(plot).Width - 5);
            Assert.InRange(Place(circle, 2), 5, Size(plot).Height - 5);
        });
    }

    [Fact]
    public void Draws_rare_findings_larger() => Assert.Contains("0.02", Labels(
        ReportPlots.Calibration(Reliability([new BinFigures(0, 9, 0.004, Said(0.005, 0.001, 0.009))]), English), "end")
        .Select(label => label.Text));

    [Theory]
    [InlineData("en", LetterLanguage.English)]
    [InlineData("en-GB,en;q=0.9,nl;q=0.8", LetterLanguage.English)]
    [InlineData("de, nl;q=0.4, en;q=0.7", LetterLanguage.English)]
    [InlineData("NL-be, en", LetterLanguage.Dutch)]
    [InlineData("de, fr", LetterLanguage.Dutch)]
    [InlineData("en;q=0", LetterLanguage.Dutch)]
    [InlineData("=;=", LetterLanguage.Dutch)]
    [InlineData(null, LetterLanguage.Dutch)]
    public void Is_in_the_language_that_the_reader_takes(string? accepted, LetterLanguage language)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.AcceptLanguage = accepted;

        Assert.Equal(language, PageLanguage.Of(context.Request));
    }

    [Theory]
    [InlineData(LetterLanguage.English, "This report does not answer it.")]
    [InlineData(LetterLanguage.Dutch, "Dit rapport beantwoordt het niet.")]
    public void Leaves_no_question_without_an_answer_or_who_has_to_give_it(LetterLanguage language, string unanswered)
    {
        var counter = new ReportCounter(0);
        for (var i = 0; i < 40; i++)
            counter.Add(new ReportCase(i, null, i % 2 == 0, 1, null, "", []));
        var page = Page(language, "Duties", ReportWriting.Write(
            counter, new ReportPlan([], ImmutableSortedDictionary<string, string>.Empty,
                IsProbability: false, Rounds: 200, Seed: 1, Confidence: 0.95)));

        Assert.DoesNotMatch("</h2>\\s*(<h2>|</body>)", page);
        Assert.DoesNotMatch("<tbody>\\s*</tbody>", page);
        Assert.Equal(6, page.Split(unanswered).Length - 1);
    }

    private static string Page(LetterLanguage language, string title, Report? report = null) => ReportPage.Write(
        new AssuranceReport(
            "report-1", 1, title, "duties@1.0.0", "sha256:1", "sha256:2", 200, "user:e.auditor", "To see.", Monday,
            Monday, "sha256:3", 1, null, 3),
        report is null
            ? AssuranceExamples.Details.Document!
            : AssuranceExamples.Details.Document! with { Report = report },
        null, language);

    private static Reliability Reliability(BinFigures[] bins) => new(
        Half, Half, Half, Half, Half, Half, Half, Half, Half, [new RocPoint(50, 0.5, 0.8), new RocPoint(0, 1, 1)],
        [.. bins]);

    private static Figure Said(double value, double lower, double upper) =>
        new(value, lower, upper, 0.95, 100, 100, null);

    private static (double Y, string Text)[] Labels(string plot, string anchor) =>
    [
        .. Label().Matches(plot).Where(label => label.Groups[3].Value == anchor)
            .Select(label => (Place(label, 2), WebUtility.HtmlDecode(label.Groups[4].Value))),
    ];

    private static (double Width, double Height) Size(string plot)
    {
        var size = ViewBox().Match(plot);
        return (Place(size, 1), Place(size, 2));
    }

    private static bool IsNumber(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out _);

    private static double Place(Match match, int group) =>
        double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<text x=\"([0-9.]+)\" y=\"([0-9.]+)\" text-anchor=\"([a-z]+)\" fill=\"currentColor\">([^<]*)<")]
    private static partial Regex Label();

    [GeneratedRegex("<circle cx=\"([0-9.]+)\" cy=\"([0-9.]+)\"")]
    private static partial Regex Circle();

    [GeneratedRegex("viewBox=\"0 0 ([0-9]+) ([0-9]+)\"")]
    private static partial Regex ViewBox();
}
