namespace Supervision.Assurance.Verdicts;

/// <summary>
/// Rules on twins: one copy with another score is a fault that was found, however many others had none, so no interval
/// excuses it. Without any, the interval says how rare it could still be.
/// </summary>
public static class TwinRuling
{
    /// <summary>What questions about twins are called; the change follows after `=`.</summary>
    public const string Question = "twins";

    /// <summary>By the interval, but for twins of which one differs.</summary>
    public static Ruling Of(string question, Answer<Estimate> figure, Requirement requirement) =>
        IsAbout(question) && figure.Value is { Value: > 0 }
            ? new Ruling(Verdict.Refuted, RulingReason.DifferenceFound, requirement, figure)
            : Ruling.Of(figure, requirement);

    private static bool IsAbout(string question) =>
        question == Question || question.StartsWith($"{Question}=", StringComparison.Ordinal);
}
