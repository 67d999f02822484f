using Supervision.Assurance.Tallies;

namespace Supervision.Assurance.Discrimination;

/// <summary>
/// The area under precision against recall: how pure the top of the list is, averaged over all depths.
/// </summary>
/// <remarks>
/// <code>
/// AP = Σt (Rt − Rt−1)·Pt,   t over distinct scores from high to low
/// Pt = positives at or above t / cases at or above t,   Rt = positives at or above t / positives
/// </code>
/// All counts weighted. Steps, not straight lines between points, which would flatter (Davis, J. and Goadrich, M.
/// (2006), ICML, 233–240). Source: Su, W., Yuan, Y. and Zhu, M. (2015), ICTIR, 349–352; as scikit-learn's
/// average_precision_score. By chance it is the share of positives, so it compares models on one population and not
/// populations. Interval: Poisson bootstrap, percentiles. Undefined without positives or without negatives.
/// </remarks>
public static class AveragePrecision
{
    public static Answer<Estimate> Of(ScoreTally tally, int rounds, ulong seed, double confidence) =>
        ScoreBootstrap.Of(tally, Value, rounds, seed, confidence);

    internal static double? Value(
        ReadOnlySpan<int> scores, ReadOnlySpan<double> positives, ReadOnlySpan<double> negatives)
    {
        var (found, selected, sum) = (0.0, 0.0, 0.0);
        for (var i = scores.Length - 1; i >= 0; i--)
        {
            found += positives[i];
            selected += positives[i] + negatives[i];
            if (selected > 0)
                sum += positives[i] * (found / selected);
        }

        return found > 0 && selected > found ? sum / found : null;
    }
}
