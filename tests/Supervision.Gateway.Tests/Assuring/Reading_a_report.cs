using System.Collections.Immutable;
using Supervision.Assurance.Reports;
using Supervision.AssuranceReports;
using Supervision.Gateway.Assuring;
using Supervision.Gateway.Assuring.Pages;
using Supervision.Letters;

namespace Supervision.Gateway.Tests.Assuring;

public sealed class Reading_a_report
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(LetterLanguage.English, "not enough data to say", "1. Which algorithm is used?")]
    [InlineData(LetterLanguage.Dutch, "te weinig gegevens om te zeggen", "1. Welk algoritme wordt gebruikt?")]
    public void Goes_by_the_numbers_of_the_questions_in_either_language(
        LetterLanguage language, string verdict, string first)
    {
        var page = Page(language, "Duties");

        for (var number = 1; number <= 17; number++)
            Assert.Contains($"<h2>{number}. ", page, StringComparison.Ordinal);
        Assert.Contains(first, page, StringComparison.Ordinal);
        Assert.Contains(verdict, page, StringComparison.Ordinal);
        Assert.Contains(language == LetterLanguage.Dutch ? "0,95" : "0.95", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LetterLanguage.English, "Shadow copies", "one event lost", "missed")]
    [InlineData(LetterLanguage.Dutch, "Schaduwkopieën", "één gebeurtenis verloren", "gemist")]
    public void Tells_what_moved_and_was_tried_and_calls_things_by_plain_names(
        LetterLanguage language, string twins, string lost, string missed)
    {
        var page = Page(language, "Duties");

        Assert.Contains(PageText.Safe(twins), page, StringComparison.Ordinal);
        Assert.Contains(PageText.Safe(lost), page, StringComparison.Ordinal);
        Assert.Contains($"<td>{missed}</td>", page, StringComparison.Ordinal);
        Assert.Contains(PageText.Safe("Cramér's V"), page, StringComparison.Ordinal);
        Assert.Contains("team=Noord", page.Replace("&#x3D;", "=", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("false-negative-rate", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>roc-area</td>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_its_pictures_within_and_nothing_from_elsewhere()
    {
        var page = Page(LetterLanguage.English, "Duties");

        Assert.Equal(4, page.Split("<svg ").Length - 1);
        Assert.Contains("<polyline", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Shows_the_text_of_others_as_text() => Assert.DoesNotContain(
        "<b>", Page(LetterLanguage.English, "<b>bold</b>"), StringComparison.Ordinal);

    private static string Page(LetterLanguage language, string title) => ReportPage.Write(
        new AssuranceReport(
            "report-1", 1, title, "duties@1.0.0", "sha256:1", "sha256:2", 200, "user:e", "To see.", Monday, Monday,
            "sha256:3", 1, null),
        AssuranceExamples.Details.Document! with { Report = Report() }, AssuranceExamples.Judgement, language);

    /// <summary>Two sectors, with enough of every kind for each figure to be said.</summary>
    private static Report Report()
    {
        var (drift, tried) = (new DriftCounter(["age"]), new StabilityCounter(3));
        var use = new UseCounter(1);
        var counter = new ReportCounter(1, ["age"], ["age"]) { Drift = drift, Stability = tried, Use = use };
        for (var i = 0; i < 400; i++)
        {
            var score = i * 7 % 80;
            counter.Add(new ReportCase(
                score, score >= 40, i * 13 % 100 < score + 10, 1, null, "", [i % 2 == 0 ? "G" : "J"])
            {
                Features = [i % 11],
                SelectedWithout = [score >= 44],
            });
            use.Decided([i % 2 == 0 ? "G" : "J"], i % 4 < 2 ? "Noord" : "Zuid", i % 3 != 0, i % 5 < 2);
            use.Checked(i % 3 == 0 ? "random" : "risk", i % 4 == 0);
            use.Read(["breach", i % 6 == 0 ? "no-breach" : "breach"]);
            drift.Add(i % 2 == 0 ? "2025" : "2026", score, score >= 40, [i % 9 == 0 ? double.NaN : i % 5]);
            tried.Changed("one-event-lost", i % 3, i % 100 == 0 ? 0 : i % 3);
            tried.Halved(i, i + (i % 3));
            tried.Twin("name", false);
        }

        return ReportWriting.Write(counter, new ReportPlan(
            ["sector"], ImmutableSortedDictionary<string, string>.Empty, IsProbability: false, Rounds: 200, Seed: 1,
            Confidence: 0.95));
    }
}
