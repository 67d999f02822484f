namespace Supervision.Assurance.Verdicts;

/// <summary>
/// What the data say of a requirement. Not enough data is an answer, and not a weak form of either other.
/// </summary>
public enum Verdict
{
    Shown,
    Refuted,
    NotEnoughData,
}
