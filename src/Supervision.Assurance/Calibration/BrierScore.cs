using Supervision.Assurance.Discrimination;
using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Calibration;

/// <summary>How far probabilities are from what happened, on average and squared: 0 is perfect.</summary>
/// <remarks>
/// <code>
/// B = Σ w·(p − y)² / Σ w
/// </code>
/// p: the probability that the score stands for, in [0, 1]; y: 1 with a finding, else 0; w: weight. Always saying the
/// base rate q gives q(1 − q): compare with that. Source: Brier, G. W. (1950), Monthly Weather Review 78(1), 1–3, for
/// one of two outcomes. Interval: Poisson bootstrap, percentiles. Undefined without both outcomes. Mixes calibration
/// and discrimination: look at both beside it.
/// </remarks>
public static class BrierScore
{
    public static Answer<Estimate> Of(
        ScoreTally tally, Func<int, double> probability, int rounds, ulong seed, double confidence) =>
        ScoreBootstrap.Of(tally, Value(probability), rounds, seed, confidence);

    internal static GridStatistic Value(Func<int, double> probability) => (scores, positives, negatives) =>
    {
        var (sum, all) = (0.0, 0.0);
        for (var i = 0; i < scores.Length; i++)
        {
            var p = probability(scores[i]);
            if (p is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(probability), p, "A probability lies between 0 and 1.");

            sum += (positives[i] * (1 - p) * (1 - p)) + (negatives[i] * p * p);
            all += positives[i] + negatives[i];
        }

        return all > 0 ? sum / all : null;
    };
}
