using System.Collections.Immutable;
using System.Text.Json;

namespace Supervision.Assurance.Verdicts;

/// <summary>Reads a gate document, and says everything that is wrong with it at once.</summary>
public static class GateReader
{
    /// <summary>The document, or what is wrong with it: one of the two is empty.</summary>
    public static (GateDocument? Document, ImmutableArray<GateProblem> Problems) Read(ReadOnlyMemory<byte> json)
    {
        var problems = new List<GateProblem>();
        JsonDocument parsed;
        try
        {
            parsed = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException exception)
        {
            return (null, [new GateProblem(string.Empty, $"This is not JSON: line {exception.LineNumber + 1}.")]);
        }

        using (parsed)
        {
            var members = GateMembers.Of(
                parsed.RootElement, string.Empty, ["id", "version", "owner", "justification", "gates"], problems);
            var document = new GateDocument(
                members.Text("id", 80),
                members.Whole("version", 1, 1_000_000),
                members.Text("owner", 200),
                members.Text("justification", 4_000),
                Gates(members, problems));
            return problems.Count == 0 ? (document, []) : (null, [.. problems]);
        }
    }

    private static ImmutableArray<Gate> Gates(GateMembers members, List<GateProblem> problems)
    {
        var gates = ImmutableArray.CreateBuilder<Gate>();
        var questions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (element, path) in members.Items("gates", Limits.GatesMax))
        {
            var gate = Gate(GateMembers.Of(
                element,
                path,
                [
                    "question", "atLeast", "atMost", "minimumCases", "confidence", "blocksWhenUnsure", "isHard",
                    "owner", "justification",
                ],
                problems), path, problems);
            if (gate.Question.Length > 0 && !questions.Add(gate.Question))
                problems.Add(new GateProblem($"{path}/question", $"'{gate.Question}' is asked twice."));

            gates.Add(gate);
        }

        return gates.ToImmutable();
    }

    private static Gate Gate(GateMembers members, string path, List<GateProblem> problems)
    {
        var (least, most) = (members.Number("atLeast"), members.Number("atMost"));
        if (least is null && most is null)
            problems.Add(new GateProblem(path, "A gate has 'atLeast', 'atMost' or both."));

        if (least > most)
            problems.Add(new GateProblem($"{path}/atLeast", "'atLeast' is above 'atMost'."));

        return new Gate(
            members.Text("question", 240),
            new Requirement(least, most, members.Whole("minimumCases", 1, 1_000_000_000)),
            members.Between("confidence", 0.5, 0.9999),
            members.Truth("blocksWhenUnsure"),
            members.Truth("isHard"),
            members.Text("owner", 200),
            members.Text("justification", 4_000));
    }
}
