using System.Collections.Immutable;

namespace Supervision.Assurance.Verdicts;

/// <summary>The conditions under which a model may be in use, as somebody answers for them.</summary>
public sealed record GateDocument(
    string Id, int Version, string Owner, string Justification, ImmutableArray<Gate> Gates)
{
    /// <summary>
    /// What the answers of a report mean for use: every gate asks, and a question without an answer blocks.
    /// </summary>
    public GateOutcome Judge(IReadOnlyDictionary<string, Answer<Estimate>> answers) => new([.. Gates.Select(gate =>
    {
        if (!answers.TryGetValue(gate.Question, out var figure))
            return new GateResult(gate, null, Blocks: true, Trips: false);

        if (figure.Value is { } known && known.Confidence < gate.Confidence)
            throw new ArgumentException(
                $"'{gate.Question}' is answered at {known.Confidence}, below {gate.Confidence}.", nameof(answers));

        var ruling = Ruling.Of(figure, gate.Requirement);
        var refuted = ruling.Verdict == Verdict.Refuted;
        var unsure = ruling.Verdict == Verdict.NotEnoughData;
        return new GateResult(
            gate, ruling, Blocks: refuted || (unsure && gate.BlocksWhenUnsure), Trips: refuted && gate.IsHard);
    })]);
}
