using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Supervision.Explanations;
using Supervision.Facts;
using Supervision.Features;
using Supervision.Letters;
using Supervision.Overrides;
using Supervision.Referents;
using Supervision.Risk;
using Supervision.Tests.Explanations;
using Supervision.Tests.Risk;
using static Supervision.Tests.Explanations.Histories;

namespace Supervision.Tests.Letters;

public sealed class Writing_a_letter
{
    /// <summary>Set it to write the sentences anew, and read every one that differs.</summary>
    private const string Regenerate = "SUPERVISION_WRITE_GOLDEN";

    [Theory]
    [InlineData(LetterLanguage.Dutch)]
    [InlineData(LetterLanguage.English)]
    public void Says_every_sentence_as_it_was_agreed(LetterLanguage language)
    {
        var words = Wording.Of(language);
        var lines = SentencePatterns.All.Select(pattern => $"{pattern.Method}: {pattern.Say(words)}").ToList();
        lines.AddRange(Enum.GetValues<LetterPart>().Select(part => $"Heading: {words.Heading(part)}"));
        lines.AddRange(FeatureCatalogue.All.Select(one => $"Feature: {one.Name}: {words.Feature(one.Name)}"));
        lines.AddRange(FactTypes.All.Select(one => $"Fact: {one.Name}: {words.Fact(one.Name)}"));
        lines.AddRange(
            [
                $"Title: {words.Title}", $"ColumnName: {words.ColumnName}", $"ColumnValue: {words.ColumnValue}",
                $"ColumnPoints: {words.ColumnPoints}", $"BaseName: {words.BaseName}", $"Unknown: {words.Unknown}",
            ]);
        var golden = Path.Combine(
            Repository.Root, "tests", "Supervision.Tests", "Golden", "Letters",
            ClosedList<LetterLanguage>.WordFor(language) + ".txt");
        if (Environment.GetEnvironmentVariable(Regenerate) is { Length: > 0 })
            File.WriteAllLines(golden, lines);

        Assert.Equal(File.ReadAllLines(golden), lines);
    }

    [Fact]
    public void Has_an_agreed_sentence_for_every_pattern_there_is()
    {
        string[] elsewhere = ["Heading", "Feature", "Fact"];
        var patterns = typeof(Wording)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName).Select(method => method.Name).Distinct().Except(elsewhere);

        Assert.Equal(patterns.Order(), SentencePatterns.All.Select(pattern => pattern.Method).Distinct().Order());
    }

    [Theory]
    [InlineData(LetterLanguage.Dutch)]
    [InlineData(LetterLanguage.English)]
    public void Keeps_its_sentences_short(LetterLanguage language)
    {
        const int WordsMax = 25; // Level B1.
        var words = Wording.Of(language);

        Assert.All(
            SentencePatterns.All.SelectMany(pattern => pattern.Say(words).Split(". ")),
            sentence => Assert.True(sentence.Split(' ').Length <= WordsMax, sentence));
    }

    [Theory]
    [InlineData(LetterLanguage.Dutch, "nl")]
    [InlineData(LetterLanguage.English, "en")]
    public void Is_a_page_that_takes_nothing_from_elsewhere_and_encodes_what_it_is_given(
        LetterLanguage language, string tag)
    {
        var page = LetterPage.Write(Letter(language, name: "<script>alert(1)</script> & Zn \"B.V.\""));

        Assert.StartsWith($"<!doctype html>\n<html lang=\"{tag}\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        var (from, to) = ("<style>", "</style>");
        var begin = page.IndexOf(from, StringComparison.Ordinal) + from.Length;
        var style = page[begin..page.IndexOf(to, StringComparison.Ordinal)];
        var digest = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style));
        Assert.Contains($"'sha256-{Convert.ToBase64String(digest)}'", LetterPage.Policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_every_part_when_there_is_something_to_tell()
    {
        var letter = Letter(LetterLanguage.English, "Noord B.V.");

        Assert.Equal(
            [
                "Your level of risk", "Why you were selected for a check", "How your points come about",
                "What changed", "Compared with before, and with others", "What would lower your level",
                "What we do not know", "If nothing happens", "About this explanation",
            ],
            letter.Sections.Select(section => section.Heading));
        Assert.All(letter.Sections, section => Assert.NotEmpty(section.Sentences.Concat(section.After)));
        Assert.Contains(letter.Sections[2].Rows, row => row is
        { Name: "Tax arrears or insolvency", Value: "yes", Points: "8" });
    }

    [Theory]
    [InlineData(
        "Op 20 maart 2026 kregen wij een verbetering van de controle van 2 januari 2026.",
        "dit komt onder meer door een verbetering van de controle van 2 januari 2026. Wij weten dit sinds 20 maart",
        LetterLanguage.Dutch)]
    [InlineData(
        "On 20 March 2026 we received a correction of the check of 2 January 2026.",
        "this comes, among other things, from a correction of the check of 2 January 2026. We have known it since "
        + "20 March 2026.",
        LetterLanguage.English)]
    public void Dates_a_corrected_fact_by_its_own_time_and_the_knowledge_of_it_by_the_correction(
        string step, string source, LetterLanguage language)
    {
        var history = Told(
            ("2026-01-02", "2026-03-16", new CheckCompleted("c-1", [])),
            ("2026-03-19", "2026-03-20", new FactCorrected(
                "test", "e1", CorrectionReason.WrongValue,
                JsonElement.Parse(FactTypes.Write(
                    new CheckCompleted("c-1", [new Finding(Duty.Care, Severity.Serious, true)]))))));

        var letter = Letter(history, language);

        Assert.Contains(letter.Sections[3].Sentences, one => one.StartsWith(step, StringComparison.Ordinal));
        var rests = letter.Sections[2].After.Where(one => one.Contains("2026", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(rests);
        Assert.All(rests, one => Assert.Contains(source, one, StringComparison.Ordinal));
    }

    [Fact]
    public void Says_in_Dutch_that_a_fact_was_retracted()
    {
        var history = Told(
            ("2026-01-05", "2026-01-05",
                new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 1, 5))),
            ("2026-03-19", "2026-03-20", new FactRetracted("test", "e1", CorrectionReason.WrongReferent)));

        Assert.Contains(Letter(history, LetterLanguage.Dutch).Sections[3].Sentences, one => one.StartsWith(
            "Op 20 maart 2026 kregen wij bericht dat het gegeven over uw financiën van 5 januari 2026 is geschrapt.",
            StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_model_tells_that_there_is_none_and_nothing_of_points()
    {
        var history = Told(("2026-01-05", "2026-01-05", new RecognitionGranted(Purpose.Labour)));
        var explanation = Explanation.Of(
            history, null, At("2026-03-01"), null, null, history.Facts[^1].Position);

        var letter = LetterWriting.Write(explanation, null, null, isLive: true, LetterLanguage.English);

        Assert.Equal(3, letter.Sections.Length);
        Assert.Contains("No risk model is in use now. So you have no level of risk.", letter.Sections[0].Sentences);
    }

    [Fact]
    public void Tells_of_a_level_set_by_hand_beside_that_of_the_model_and_without_one()
    {
        var history = Told(("2026-01-05", "2026-01-05", new RecognitionGranted(Purpose.Labour)));
        var held = new LevelOverride(
            history.Referent, RiskLevel.Low, "user:a", "Visited.", At("2026-02-01"), At("2026-05-01"), RiskLevel.High,
            62, null);

        Assert.Contains(
            "Beside it, on 1 March 2026 a level holds that an official set by hand: low. That lasts until 1 May 2026.",
            Level(RiskModels.Example));
        Assert.Contains(
            "Still, on 1 March 2026 a level holds that an official set by hand: low. That lasts until 1 May 2026.",
            Level(null));

        IEnumerable<string> Level(RiskModel? model) => LetterWriting.Write(
            Explanation.Of(history, model, At("2026-03-01"), null, null, history.Facts[^1].Position), null, held,
            isLive: true, LetterLanguage.English).Sections[0].Sentences;
    }

    [Theory]
    [InlineData(LetterLanguage.Dutch)]
    [InlineData(LetterLanguage.English)]
    public void Says_no_sentence_twice_and_why_two_days_of_falling_differ(LetterLanguage language)
    {
        var words = Wording.Of(language);
        var (sooner, several) = (0, 0);
        Seeds.Each(150, seed =>
        {
            var history = Random(seed);
            var explanation = Explanation.Of(
                history, TestModels.Any(new Random(seed)), history.Facts.Max(fact => fact.Time), null, null,
                history.Facts[^1].Position);

            var letter = LetterWriting.Write(explanation, null, null, isLive: true, language);

            var sentences = letter.Sections.SelectMany(section => section.Sentences.Concat(section.After)).ToList();
            Assert.Equal(sentences.Distinct(), sentences);
            several += explanation.Lowering!.Changes.Length > 1 ? 1 : 0;
            var falls = explanation.Outlook!.Changes.FirstOrDefault(ahead => ahead.Level < explanation.Score.Level);
            if (explanation.Lowering.Changes is [{ FallsOn: var day }, ..]
                && falls is { Level: > RiskLevel.InsufficientEvidence } && falls.On != day)
            {
                sooner++;
                Assert.Contains(words.SoonerByAChange(falls.On, day), sentences);
            }
        });
        Assert.True(
            (sooner > 0 && several > 0) || Environment.GetEnvironmentVariable("SIMULATION_SEED") is not null,
            $"{sooner} fall sooner by a change, {several} have several changes");
    }

    [Theory]
    [InlineData("2026-04-16", true)]
    [InlineData("2026-08-16", false)]
    public void Says_why_a_level_does_not_fall_when_cooldown_lets_go_of_it(string day, bool isReachedAgain)
    {
        var history = Told(("2026-01-01", "2026-01-01", new RecognitionGranted(Purpose.Labour)));
        // High up to 100 days after the recognition, again from 110 to 220, and held for 30 days.
        var model = WithAge(
            """[{"to":100,"points":20},{"from":100,"to":110,"points":0},{"from":110,"to":220,"points":20},"""
            + """{"from":220,"points":0}]""");
        var explanation = Explanation.Of(history, model, At(day), null, null, history.Facts[^1].Position);
        var (held, fall) = (explanation.Held!, explanation.Outlook!.Changes[0]);
        Assert.Equal(isReachedAgain, held.Until < fall.On);

        var letter = LetterWriting.Write(explanation, null, null, isLive: true, LetterLanguage.English);

        const string Why = "By time alone you reach the level high again before that day";
        Assert.Equal(
            isReachedAgain,
            letter.Sections.SelectMany(section => section.Sentences)
                .Any(sentence => sentence.Contains(Why, StringComparison.Ordinal)));
    }

    /// <summary>The example with one indicator, of the days since recognition, and these bins.</summary>
    private static RiskModel WithAge(string bins)
    {
        var json = JsonNode.Parse(RiskModels.Example.Canonical.Span)!;
        var indicator = json["indicators"]![0]!.DeepClone();
        (indicator["id"], indicator["feature"], indicator["bins"]) =
            ("age", "days-since-recognition", JsonNode.Parse(bins));
        (json["indicators"], json["minimumEvidence"]) = (new JsonArray(indicator), 0);
        json["levels"]![2]!["from"] = 20;
        var reading = RiskModel.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
        Assert.Empty(reading.Errors);
        return reading.Model!;
    }

    private static Letter Letter(ReferentHistory history, LetterLanguage language) => LetterWriting.Write(
        Explanation.Of(
            history, RiskModels.Example, At("2026-04-01"), null, At("2026-03-18"), history.Facts[^1].Position),
        peers: null, held: null, isLive: true, language);

    private static Letter Letter(LetterLanguage language, string name)
    {
        var history = Told(
            ("2026-01-04", "2026-01-04", new ReferentRegistered(
                LegalForm.PrivateLimitedCompany, Sector.J, SizeBand.From10To49, new DateOnly(2014, 5, 1), name)),
            ("2026-01-05", "2026-02-15",
                new FinanceObserved(FinanceKind.TaxArrears, FinanceState.Present, new DateOnly(2026, 1, 5))),
            ("2026-02-20", "2026-02-20", new CheckPlanned("c-1", Channel.Random, 0.025m, CheckKind.Desk)));
        var explanation = Explanation.Of(
            history, RiskModels.Example, At("2026-03-01"), null, At("2026-02-01"), history.Facts[^1].Position);
        var peers = PeerComparison.Of(
            Sector.J, SizeBand.From10To49, explanation.Score.Points, [new PeerCount(RiskLevel.Low, 2, 40)]);
        return LetterWriting.Write(explanation, peers, held: null, isLive: true, language);
    }
}
