using System.Collections.Immutable;

namespace Supervision.Assurance.Verdicts;

/// <summary>The conditions under which a model may be in use, as somebody answers for them.</summary>
public sealed record GateDocument(
    string Id, int Version, string Owner, string Justification, ImmutableArray<Gate> Gates)
{
    /// <summary>
    /// What the answers of a report mean for use: every gate asks, and a question without an answer blocks. A question
    /// that names no group, such as <c>selection-rate/ratio/sector</c>, is asked of every group that is answered for.
    /// </summary>
    public GateOutcome Judge(IReadOnlyDictionary<string, Answer<Estimate>> answers) => new([.. Gates.Select(gate =>
        answers.ContainsKey(gate.Question)
            ? Of(gate, gate.Question, answers)
            : answers.Keys.Where(question => question.StartsWith($"{gate.Question}=", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(question => Of(gate, question, answers))
                .DefaultIfEmpty(new GateResult(gate, null, null, Blocks: true, Trips: false))
                .MinBy(Worst))]);

    private static GateResult Of(
        Gate gate, string question, IReadOnlyDictionary<string, Answer<Estimate>> answers)
    {
        if (answers[question].Value is { } known && known.Confidence < gate.Confidence)
            throw new ArgumentException(
                $"'{question}' is answered at {known.Confidence}, below {gate.Confidence}.", nameof(answers));

        var ruling = TwinRuling.Of(question, answers[question], gate.Requirement);
        var refuted = ruling.Verdict == Verdict.Refuted;
        var unsure = ruling.Verdict == Verdict.NotEnoughData;
        return new GateResult(
            gate, question, ruling, Blocks: refuted || (unsure && gate.BlocksWhenUnsure),
            Trips: refuted && gate.IsHard);
    }

    /// <summary>One group that is refuted refutes; one that is unsure leaves all unsure.</summary>
    private static int Worst(GateResult result) => result.Ruling?.Verdict switch
    {
        Verdict.Refuted => 0,
        Verdict.Shown => 2,
        _ => 1,
    };
}
