using Supervision.Assurance.Groups;
using Supervision.Assurance.Verdicts;

namespace Supervision.Assurance.Reports;

/// <summary>
/// What every report rules on, whether or not a gate asks: order better than chance, probabilities that mean what they
/// say, and groups within four fifths of the reference. A gate may ask for more, and answers for itself.
/// </summary>
/// <remarks>
/// Four fifths and its inverse: <see cref="FourFifthsBand"/>, also for the slope and for observed to expected, where no
/// norm is published. A hundred effective cases: below some twenty of either outcome an area promises more than it
/// keeps (docs/assurance-statistics.md). Drift: a quarter, by custom much (Siddiqi 2006). Halves: 0.7 (Nunnally, J. C.
/// (1978), Psychometric Theory, 2nd edition, page 245). Levels: nineteen in twenty stand one fact, and four fifths a
/// history drawn again or a model short of an indicator; here too no norm is published. Twins: not one differs, and
/// enough were tried to leave less than one in a hundred. Proxies: 0.3, a medium association (Cohen, J. (1988),
/// Statistical Power Analysis, section 7.2). Left out, and clusters: one in twenty and one in ten more, no norm. Kappa:
/// 0.6, substantial (Landis, J. R. and Koch, G. G. (1977), Biometrics 33, 159–174); alpha: 0.667 (Krippendorff, K.
/// (2004), Content Analysis, 2nd edition, page 241). The risk channel finds more than the lot.
/// </remarks>
public static class StandardRequirements
{
    public const double MinimumCases = 100;

    private static readonly Requirement FourFifths =
        new(FourFifthsBand.Tau, 1 / FourFifthsBand.Tau, MinimumCases);

    private static readonly Requirement Level = new(null, 0.05, MinimumCases);
    private static readonly Requirement Strong = new(null, 1 - FourFifthsBand.Tau, MinimumCases);

    /// <summary>The requirement of a question; null when there is none.</summary>
    public static Requirement? Of(string question) => question switch
    {
        "roc-area" => new Requirement(0.5, null, MinimumCases),
        "calibration-slope" or "observed-to-expected" => FourFifths,
        "split-halves" => new Requirement(0.7, null, MinimumCases),
        "stability/one-event-lost" or "stability/one-value-off" => Level,
        _ when question.StartsWith("stability/", StringComparison.Ordinal) => Strong,
        _ when question.StartsWith(TwinRuling.Question + "=", StringComparison.Ordinal) =>
            new Requirement(null, 0.01, MinimumCases),
        "agreement/kappa" => new Requirement(0.6, null, MinimumCases),
        "agreement/alpha" => new Requirement(0.667, null, MinimumCases),
        "effect/difference" => new Requirement(0, null, MinimumCases),
        _ when question.StartsWith("proxy/", StringComparison.Ordinal) => new Requirement(null, 0.3, MinimumCases),
        _ when question.StartsWith("left-out/", StringComparison.Ordinal) =>
            new Requirement(-0.05, 0.05, MinimumCases),
        _ when question.StartsWith("bias-scan", StringComparison.Ordinal) => new Requirement(null, 0.1, MinimumCases),
        "drift/score" => new Requirement(null, 0.25, MinimumCases),
        _ when question.StartsWith("drift/feature=", StringComparison.Ordinal) =>
            new Requirement(null, 0.25, MinimumCases),
        _ when question.Contains("/ratio/", StringComparison.Ordinal) => FourFifths,
        _ => null,
    };

    internal static ReportVerdict? Rule(ReportAnswer answer)
    {
        if (Of(answer.Question) is not { } requirement)
            return null;

        var ruling = TwinRuling.Of(answer.Question, answer.Figure.ToAnswer(), requirement);
        return new ReportVerdict(
            answer.Question, Kebab.Of(ruling.Verdict),
            answer.Figure.Value is null ? Kebab.Of(RulingReason.Undefined) : Kebab.Of(ruling.Reason),
            requirement.AtLeast, requirement.AtMost, requirement.MinimumCases, Protocol.NumberOf(answer.Question));
    }
}
