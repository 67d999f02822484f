namespace Supervision.Assurance.Intervals;

/// <summary>The interval of a figure that is never below zero and that chance alone makes larger than it is.</summary>
/// <remarks>
/// <code>
/// lower = max(0, 2θ − θ*(1 − α/2)),  upper = max(θ, 2θ − θ*(α/2))
/// </code>
/// θ: the figure; θ*(q): quantile of its bootstrap as in <see cref="PercentileInterval"/>; α: 1 − confidence. As far as
/// the rounds lie above the figure, the figure lies above what it estimates, so the interval is turned about it. Source:
/// Davison, A. C. and Hinkley, D. V. (1997), Bootstrap Methods and their Application, section 5.2.1 (basic interval);
/// held at zero and over the figure itself, which only makes it wider. Undefined as the percentile interval is.
/// </remarks>
public static class BasicInterval
{
    public static Answer<Estimate> Of(double value, IReadOnlyCollection<double?> rounds, double confidence, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var found = PercentileInterval.Of(value, rounds, confidence, count);
        return found.Value is { } known
            ? known with
            {
                Lower = Math.Max(0, (2 * value) - known.Upper),
                Upper = Math.Max(value, (2 * value) - known.Lower),
            }
            : found;
    }
}
