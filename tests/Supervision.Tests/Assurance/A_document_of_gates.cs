using System.Text;
using Supervision.Assurance;
using Supervision.Assurance.Verdicts;

namespace Supervision.Tests.Assurance;

public sealed class A_document_of_gates
{
    private const string Example = """
        {
          "id": "labour", "version": 3, "owner": "model owner of labour", "justification": "Advice 2024-7.",
          "gates": [
            {
              "question": "false-positive-rate/ratio/sector", "atLeast": 0.8, "atMost": 1.25, "minimumCases": 200,
              "confidence": 0.95, "blocksWhenUnsure": true, "isHard": true, "owner": "model owner of labour",
              "justification": "Four fifths, the measure of the guidelines."
            },
            {
              "question": "roc-area", "atLeast": 0.65, "minimumCases": 300, "confidence": 0.95,
              "blocksWhenUnsure": false, "isHard": false, "owner": "model owner of labour",
              "justification": "Below it drawing by lot does as well."
            }
          ]
        }
        """;

    private static readonly Answer<Estimate> Even = new Estimate(1, 0.9, 1.1, 0.95, 900, 900);
    private static readonly Answer<Estimate> Uneven = new Estimate(1.9, 1.5, 2.4, 0.95, 900, 900);
    private static readonly Answer<Estimate> Unsure = new Estimate(0.68, 0.6, 0.75, 0.95, 900, 900);

    [Fact]
    public void Is_read_whole()
    {
        var gates = Read(Example);

        Assert.Equal(("labour", 3), (gates.Id, gates.Version));
        Assert.Equal(["false-positive-rate/ratio/sector", "roc-area"], gates.Gates.Select(gate => gate.Question));
        Assert.Equal(new Requirement(0.8, 1.25, 200), gates.Gates[0].Requirement);
        Assert.Null(gates.Gates[1].Requirement.AtMost);
        Assert.Equal(0.95, gates.Gates[1].Confidence);
    }

    [Fact]
    public void Lets_pass_what_is_shown_and_what_may_be_unsure()
    {
        var outcome = Judge(Even, Unsure);

        Assert.True(outcome.MayBeUsed);
        Assert.False(outcome.MustStop);
        Assert.Equal(Verdict.NotEnoughData, outcome.Results[1].Ruling!.Value.Verdict);
    }

    [Fact]
    public void Blocks_and_stops_what_is_refuted_at_a_hard_gate()
    {
        var outcome = Judge(Uneven, Unsure);

        Assert.False(outcome.MayBeUsed);
        Assert.True(outcome.MustStop);
    }

    [Fact]
    public void Blocks_and_does_not_stop_what_is_unsure_at_a_hard_gate()
    {
        var outcome = Judge(Lack.NoNegatives, Unsure);

        Assert.False(outcome.MayBeUsed);
        Assert.False(outcome.MustStop);
    }

    [Fact]
    public void Blocks_when_a_question_is_not_answered()
    {
        var outcome = Read(Example).Judge(new Dictionary<string, Answer<Estimate>> { ["roc-area"] = Even });

        Assert.False(outcome.MayBeUsed);
        Assert.Null(outcome.Results[0].Ruling);
    }

    /// <summary>One group that is refuted refutes; one that is unsure leaves all unsure.</summary>
    [Fact]
    public void Asks_every_group_when_it_names_none()
    {
        var one = OfGroups(Even, Even);
        var unsure = OfGroups(Even, Lack.TooFewCases);
        var refuted = OfGroups(Uneven, Lack.TooFewCases);

        Assert.False(one.Blocks);
        Assert.Equal(
            (Verdict.NotEnoughData, true, false), (unsure.Ruling!.Value.Verdict, unsure.Blocks, unsure.Trips));
        Assert.Equal(
            ("false-positive-rate/ratio/sector=G", true), (refuted.Answered, refuted.Trips));

        static GateResult OfGroups(Answer<Estimate> g, Answer<Estimate> j) => Read(Example).Judge(
            new Dictionary<string, Answer<Estimate>>
            {
                ["false-positive-rate/ratio/sector=G"] = g,
                ["false-positive-rate/ratio/sector=J"] = j,
                ["false-positive-rate/ratio/sectors=J"] = Uneven,
                ["roc-area"] = Even,
            }).Results[0];
    }

    [Fact]
    public void Does_not_take_an_answer_at_less_confidence() =>
        Assert.Throws<ArgumentException>(() => Judge(new Estimate(1, 0.9, 1.1, 0.90, 900, 900), Even));

    [Fact]
    public void Is_refused_with_everything_that_is_wrong_at_once()
    {
        var (document, problems) = GateReader.Read(Encoding.UTF8.GetBytes("""
            {
              "id": "", "version": 0, "colour": "blue", "owner": 7, "justification": "x",
              "gates": [
                {
                  "question": "q", "atLeast": 2, "atMost": 1, "minimumCases": 0, "confidence": 1,
                  "blocksWhenUnsure": "yes", "isHard": true, "owner": "o", "justification": " "
                },
                { "question": "q", "minimumCases": 5, "confidence": 0.9, "blocksWhenUnsure": true, "isHard": true,
                  "owner": "o", "justification": "j", "atLeast": "low", "owner": "p" },
                5
              ]
            }
            """));

        Assert.Null(document);
        Assert.Equal(
            [
                "/colour", "/gates/0/atLeast", "/gates/0/blocksWhenUnsure", "/gates/0/confidence",
                "/gates/0/justification", "/gates/0/minimumCases", "/gates/1", "/gates/1/atLeast", "/gates/1/owner",
                "/gates/1/question", "/gates/2", "/id", "/owner", "/version",
            ],
            problems.Select(problem => problem.Path)
                .Where(path => !path.StartsWith("/gates/2/", StringComparison.Ordinal))
                .Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Is_refused_when_it_is_no_document(string text)
    {
        var (document, problems) = GateReader.Read(Encoding.UTF8.GetBytes(text));

        Assert.Null(document);
        Assert.NotEmpty(problems);
    }

    private static GateDocument Read(string text)
    {
        var (document, problems) = GateReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Empty(problems);
        return Assert.IsType<GateDocument>(document);
    }

    private static GateOutcome Judge(Answer<Estimate> ratio, Answer<Estimate> area) =>
        Read(Example).Judge(new Dictionary<string, Answer<Estimate>>
        {
            ["false-positive-rate/ratio/sector"] = ratio,
            ["roc-area"] = area,
        });
}
