namespace Supervision.Assurance.Verdicts;

/// <summary>Which rule made a verdict what it is.</summary>
public enum RulingReason
{
    IntervalInside,
    IntervalOutside,
    IntervalStraddles,
    TooFewCases,
    Undefined,

    /// <summary>A shadow copy got another score.</summary>
    DifferenceFound,
}
