using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Calibration;

/// <summary>Whether probabilities are too extreme or too timid (slope), and too high or too low (intercept).</summary>
/// <remarks>
/// <code>
/// ln( P(y=1) / P(y=0) ) = a + b·ln( p / (1 − p) ),   perfect: a = 0, b = 1
/// limits = estimate ± z·error
/// </code>
/// p: the probability that the score stands for; those nearer to 0 or 1 than 10⁻⁶ are taken as that; y: 1 with a
/// finding, else 0. b below 1: too extreme, as of an overfitted model. Source: Cox, D. R. (1958), Biometrika 45(3/4),
/// 562–565; Steyerberg, E. W. (2019), Clinical Prediction Models, section 15.3. With unequal weights the error is that
/// of the sandwich. Undefined without both outcomes, with a single score, and when scores separate the outcomes.
/// Wald's interval: wants some tens of each outcome.
/// </remarks>
public readonly record struct CalibrationLine(Estimate Intercept, Estimate Slope)
{
    private const double Nearest = 1e-6;

    public static Answer<CalibrationLine> Of(ScoreTally tally, Func<int, double> probability, double confidence)
    {
        var z = Tails.TwoSidedZ(confidence);
        if (ScoreBootstrap.Missing(tally) is { } lack)
            return lack;

        var fit = LogisticLine.Fit([.. tally.Cells.Select(cell => (
            LogOdds(probability(cell.Score)),
            tally.IsWeighted ? cell.Weight : 1,
            cell.Positive ? (double)cell.Count : 0,
            cell.Positive ? 0 : (double)cell.Count))]);
        if (fit.Value is not { } line)
            return fit.Lack!.Value;

        var effective = ScoreBootstrap.EffectiveCount(tally);
        return new CalibrationLine(
            Around(line.Intercept, line.InterceptError), Around(line.Slope, line.SlopeError));

        Estimate Around(double value, double error) =>
            new(value, value - (z * error), value + (z * error), confidence, tally.Count, effective);
    }

    internal static double LogOdds(double p)
    {
        if (p is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1.");

        var held = Math.Clamp(p, Nearest, 1 - Nearest);
        return Math.Log(held / (1 - held));
    }
}
