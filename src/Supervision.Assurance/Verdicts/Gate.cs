namespace Supervision.Assurance.Verdicts;

/// <summary>One condition for a model to be in use.</summary>
/// <param name="Question">The question it asks, by the name under which a report answers it.</param>
/// <param name="Confidence">The confidence of the interval that rules.</param>
/// <param name="BlocksWhenUnsure">Whether not enough data keeps a model out of use; a refutation always does.</param>
/// <param name="IsHard">Whether a refutation stops a model that is in use, at once.</param>
/// <param name="Owner">Who answers for the bounds.</param>
/// <param name="Justification">Why these bounds and this minimum.</param>
public sealed record Gate(
    string Question,
    Requirement Requirement,
    double Confidence,
    bool BlocksWhenUnsure,
    bool IsHard,
    string Owner,
    string Justification);
