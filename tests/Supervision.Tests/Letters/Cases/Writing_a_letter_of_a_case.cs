using System.Reflection;
using Supervision.Escalations;
using Supervision.Escalations.Casework;
using Supervision.Escalations.Terms;
using Supervision.Facts;
using Supervision.Letters;
using Supervision.Letters.Cases;

namespace Supervision.Tests.Letters.Cases;

public sealed class Writing_a_letter_of_a_case
{
    /// <summary>Set it to write the sentences anew, and read every one that differs.</summary>
    private const string Regenerate = "SUPERVISION_WRITE_GOLDEN";

    private const string Canary = "canary-91c7";

    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly IntendedMeasure Fine =
        new(MeasureKind.Fine, ["f-1"], [], ReducedCulpability: true, AmountCents: 150_050);

    private static readonly IntendedMeasure Suspension = new(
        MeasureKind.Suspension, [], [Purpose.Labour, Purpose.Study], Ground: RecognitionGround.CriminalInvestigation);

    public static TheoryData<LetterLanguage> Languages => [LetterLanguage.Dutch, LetterLanguage.English];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Says_every_sentence_as_it_was_agreed(LetterLanguage language)
    {
        var words = CaseWording.Of(language);
        string[] lines = [.. CaseSentencePatterns.All.Select(one => $"{one.Method}: {one.Say(words)}")];
        var golden = Golden($"cases-{ClosedList<LetterLanguage>.WordFor(language)}.txt");
        if (Environment.GetEnvironmentVariable(Regenerate) is { Length: > 0 })
            File.WriteAllLines(golden, lines);

        Assert.Equal(File.ReadAllLines(golden), lines);
    }

    /// <summary>Whole letters too, because an order of sentences can be as wrong as a sentence.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void Puts_them_in_the_order_that_was_agreed(LetterLanguage language)
    {
        string[] lines = [.. Letters(language).SelectMany(letter => (string[])
        [
            $"# {letter.Title}",
            .. letter.Sections.SelectMany(section => (string[])[$"## {section.Heading}", .. section.Sentences]),
        ])];
        var golden = Golden($"case-letters-{ClosedList<LetterLanguage>.WordFor(language)}.txt");
        if (Environment.GetEnvironmentVariable(Regenerate) is { Length: > 0 })
            File.WriteAllLines(golden, lines);

        Assert.Equal(File.ReadAllLines(golden), lines);
    }

    [Fact]
    public void Has_an_agreed_sentence_for_every_pattern_there_is()
    {
        var patterns = typeof(CaseWording)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName).Select(method => method.Name).Distinct();

        Assert.Equal(
            patterns.Order(), CaseSentencePatterns.All.Select(pattern => pattern.Method).Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Keeps_its_sentences_short(LetterLanguage language)
    {
        const int WordsMax = 25; // Level B1.
        var words = CaseWording.Of(language);

        Assert.All(
            CaseSentencePatterns.All.SelectMany(pattern => pattern.Say(words).Split(". ")),
            sentence => Assert.True(sentence.Split(' ').Length <= WordsMax, sentence));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Names_the_ground_of_selection_in_the_decision_whatever_it_is(LetterLanguage language)
    {
        var words = CaseWording.Of(language);
        foreach (var ground in Enum.GetValues<EscalationGround>())
        {
            foreach (var isPublic in (bool[])[true, false])
            {
                var letter = CaseLetterWriting.Decision(Content(Fine, ground), language, isPublic)!;
                var said = letter.Sections.SelectMany(section => section.Sentences).ToArray();

                Assert.Contains(words.Selected(ground), said);
                Assert.Equal(ground == EscalationGround.Rule, said.Contains(words.ByModel("sha256:00")));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Names_officials_to_the_referent_and_to_nobody_else(LetterLanguage language)
    {
        foreach (var measure in (IntendedMeasure[])[Fine, Suspension])
        {
            var content = Content(measure, EscalationGround.Rule);
            Assert.Contains($"{Canary}-a", Text(CaseLetterWriting.Intent(content, language, isPublic: false)));
            var decision = Text(CaseLetterWriting.Decision(content, language, isPublic: false));
            Assert.Contains($"{Canary}-a", decision);
            Assert.Contains($"{Canary}-b", decision);
            Assert.Contains("Reasons of", decision);

            foreach (var letter in (Letter?[])
            [
                CaseLetterWriting.Request(content, "wages", language, isPublic: true),
                CaseLetterWriting.Intent(content, language, isPublic: true),
                CaseLetterWriting.Decision(content, language, isPublic: true),
            ])
            {
                var text = Text(letter);
                Assert.DoesNotContain(Canary, text, StringComparison.OrdinalIgnoreCase);
                Assert.Contains(CaseWording.Of(language).PublicVersion(), text);
                Assert.Contains(CaseWording.Of(language).LeftOut(), text);
            }
        }
    }

    [Fact]
    public void Encodes_what_people_wrote()
    {
        var content = Content(Fine, EscalationGround.Hand) with { Name = "<script>alert(1)</script> & Zn" };
        content = content with
        {
            File = content.File with
            {
                Requests = [content.File.Requests[0] with { Text = "<img src=x onerror=alert(1)>\n\n  Second line. " }],
            },
        };

        var letter = CaseLetterWriting.Request(content, "wages", LetterLanguage.Dutch, isPublic: false)!;
        var page = LetterPage.Write(letter);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;img", page, StringComparison.Ordinal);
        Assert.Contains("<p>Second line.</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Keeps_the_terms_as_they_were_when_it_went_out()
    {
        var content = Content(Fine, EscalationGround.Hand);
        var was = Text(CaseLetterWriting.Intent(content, LetterLanguage.English, isPublic: false));
        var clock = content.Clocks.Single(clock => clock.Kind == ClockKind.Reply);

        foreach (var extensions in (int[])[1, 2])
        {
            var extended = clock with
            {
                DueAt = clock.DueAt.AddDays(14 * extensions),
                Extensions = extensions,
                ExtendedFrom = clock.DueAt.AddDays(14 * (extensions - 1)),
            };
            Assert.Equal(was, Text(CaseLetterWriting.Intent(
                content with { Clocks = content.Clocks.Replace(clock, extended) }, LetterLanguage.English, false)));
        }

        Assert.Contains("up to and including 16 March 2026", was, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_there_before_what_it_tells()
    {
        var content = new CaseLetterContent(
            EscalationId.Parse("kvk:99000001~1"), "N", EscalationGround.Hand, null, CaseFile.Empty, []);

        Assert.Null(CaseLetterWriting.Request(content, "wages", LetterLanguage.Dutch, false));
        Assert.Null(CaseLetterWriting.Intent(content, LetterLanguage.Dutch, false));
        Assert.Null(CaseLetterWriting.Decision(content, LetterLanguage.Dutch, false));
        var proposed = Content(Fine, EscalationGround.Hand);
        Assert.Null(CaseLetterWriting.Decision(
            proposed with
            {
                File = proposed.File with { Decisions = [proposed.File.Decisions[0] with { TakenAt = null }] },
            },
            LetterLanguage.Dutch, false));
    }

    private static IEnumerable<Letter> Letters(LetterLanguage language)
    {
        var (fine, suspension) = (Content(Fine, EscalationGround.Rule), Content(Suspension, EscalationGround.Signal));
        var warning = Content(new IntendedMeasure(MeasureKind.Warning, ["f-1"], []), EscalationGround.Random);
        warning = warning with { File = warning.File with { Intent = warning.File.Intent! with { Reply = null } } };
        foreach (var isPublic in (bool[])[false, true])
        {
            yield return CaseLetterWriting.Request(fine, "wages", language, isPublic)!;
            yield return CaseLetterWriting.Intent(fine, language, isPublic)!;
            yield return CaseLetterWriting.Decision(fine, language, isPublic)!;
            yield return CaseLetterWriting.Decision(suspension, language, isPublic)!;
            yield return CaseLetterWriting.Decision(warning, language, isPublic)!;
        }
    }

    private static CaseLetterContent Content(IntendedMeasure measure, EscalationGround ground)
    {
        var (announced, taken) = (Monday, Monday.AddDays(20));
        var file = CaseFile.Empty with
        {
            Findings =
            [
                new CaseFinding(
                    "f-1", Duty.NotifyEmploymentEnded, Severity.Serious, true, new DateOnly(2026, 2, 2), []),
                new CaseFinding("f-2", Duty.Care, Severity.Minor, true, new DateOnly(2026, 2, 3), []),
            ],
            Requests = [new InformationRequest("wages", $"Asked by {Canary}.", Monday, Monday.AddDays(14))],
            Intent = new MeasureIntent(
                measure, $"Text of {Canary}.", $"user:{Canary}-a", announced, $"Reply to {Canary}.",
                announced.AddDays(9)),
            Intents = 1,
            Decisions =
            [
                new CaseDecision(
                    "d-1", measure, ground, $"Reasons of {Canary}.", $"user:{Canary}-a", taken, $"user:{Canary}-b",
                    taken),
            ],
        };
        return new CaseLetterContent(
            EscalationId.Parse("kvk:99000001~1"), "Noorderlicht Software B.V.", ground, "sha256:00", file,
            [
                CaseClock.Of(ClockRules.Start(ClockKind.Information, "wages", Monday), Monday),
                CaseClock.Of(ClockRules.Start(ClockKind.Reply, "1", announced), announced),
                CaseClock.Of(ClockRules.Start(ClockKind.Objection, "d-1", taken), taken),
                CaseClock.Of(ClockRules.Start(ClockKind.Suspension, "d-1", taken), taken),
            ]);
    }

    private static string Text(Letter? letter) => string.Join(
        '\n', letter!.Sections.SelectMany(section => section.Sentences.Prepend(section.Heading)));

    private static string Golden(string name) => Path.Combine(
        Repository.Root, "tests", "Supervision.Tests", "Golden", "Letters", name);
}
