using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Supervision.Assurance;
using Supervision.Assurance.Verdicts;
using Supervision.AssuranceReports;

namespace Supervision.Gateway.Assuring;

/// <summary>Holds a report against a document of gates.</summary>
internal static class GateJudging
{
    /// <exception cref="FormatException">The document on the log is not what was laid down.</exception>
    public static GateDocument Read(GateSheet sheet) =>
        GateReader.Read(Encoding.UTF8.GetBytes(sheet.Document)).Document
            ?? throw new FormatException("The gates in force cannot be read.");

    public static GateOutcome Judge(GateDocument gates, ReportDocument report)
    {
        // An interval that promises less than the gate asks answers nothing.
        var least = gates.Gates.Max(gate => gate.Confidence);
        var answers = report.Answers();
        return answers.Values.All(answer => !(answer.Value?.Confidence < least))
            ? gates.Judge(answers)
            : new GateOutcome([.. gates.Gates.SelectMany(gate =>
                (gates with { Gates = [gate] }).Judge(Enough(answers, gate.Confidence)).Results)]);
    }

    /// <summary>What a gate found and what it asks, in a sentence.</summary>
    public static string Sentence(GateDocument gates, GateResult result, string report)
    {
        var (gate, figure) = (result.Gate, result.Ruling!.Value.Figure.Value!.Value);
        return $"Gate '{gate.Question}' of the gates of {gates.Id}, version {Text(gates.Version)}, was refuted by "
            + $"{report}: '{result.Answered}' is {Text(figure.Value)} ({Text(figure.Lower)} to {Text(figure.Upper)}), "
            + $"and must be {Bounds(gate.Requirement)}.";
    }

    private static string Bounds(Requirement requirement) => requirement switch
    {
        { AtLeast: { } least, AtMost: { } most } => $"from {Text(least)} to {Text(most)}",
        { AtLeast: { } least } => $"at least {Text(least)}",
        _ => $"at most {Text(requirement.AtMost!.Value)}",
    };

    private static ImmutableDictionary<string, Answer<Estimate>> Enough(
        Dictionary<string, Answer<Estimate>> answers, double confidence) => answers
        .Where(answer => !(answer.Value.Value?.Confidence < confidence))
        .ToImmutableDictionary(answer => answer.Key, answer => answer.Value, StringComparer.Ordinal);

    private static string Text(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
