namespace Supervision.Assurance.Verdicts;

/// <summary>A verdict with the rule that produced it and what it went by.</summary>
/// <remarks>
/// <code>
/// no figure                             → not enough data (Undefined)
/// effective cases &lt; minimum             → not enough data (TooFewCases)
/// lower ≥ at least and upper ≤ at most  → shown (IntervalInside)
/// upper &lt; at least or lower &gt; at most   → refuted (IntervalOutside)
/// otherwise                             → not enough data (IntervalStraddles)
/// </code>
/// The interval rules and not the figure, so that neither chance nor silence passes. This is the two one-sided tests
/// procedure: Schuirmann, D. J. (1987), Journal of Pharmacokinetics and Biopharmaceutics 15(6), 657–680; with a
/// two-sided interval of confidence 1 − α each side errs in at most α/2. Source of the three answers: design, section
/// 9.
/// </remarks>
public readonly record struct Ruling(
    Verdict Verdict, RulingReason Reason, Requirement Requirement, Answer<Estimate> Figure)
{
    public static Ruling Of(Answer<Estimate> figure, Requirement requirement)
    {
        if (requirement.AtLeast is null && requirement.AtMost is null)
            throw new ArgumentException("A requirement has a bound.", nameof(requirement));

        if (requirement.AtLeast > requirement.AtMost)
            throw new ArgumentException("The least is not above the most.", nameof(requirement));

        var (verdict, reason) = Rule(figure.Value, requirement);
        return new Ruling(verdict, reason, requirement, figure);
    }

    private static (Verdict Verdict, RulingReason Reason) Rule(Estimate? figure, Requirement requirement)
    {
        var (least, most) = (
            requirement.AtLeast ?? double.NegativeInfinity, requirement.AtMost ?? double.PositiveInfinity);
        return figure switch
        {
            null => (Verdict.NotEnoughData, RulingReason.Undefined),
            { } known when known.EffectiveCount < requirement.MinimumCases =>
                (Verdict.NotEnoughData, RulingReason.TooFewCases),
            { } known when known.Lower >= least && known.Upper <= most => (Verdict.Shown, RulingReason.IntervalInside),
            { } known when known.Upper < least || known.Lower > most => (Verdict.Refuted, RulingReason.IntervalOutside),
            _ => (Verdict.NotEnoughData, RulingReason.IntervalStraddles),
        };
    }
}
