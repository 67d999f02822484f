using Supervision.Assurance.Intervals;

namespace Supervision.Assurance.Drift;

/// <summary>How far a distribution over bins has moved from what it was.</summary>
/// <remarks>
/// <code>
/// PSI = Σ (ai − ei)·ln(ai / ei)
/// </code>
/// ei, ai: the shares of bin i then and now. When a bin is empty on either side half a case is added to every bin of
/// both, so that a bin that appeared gives a large number and not none. By custom below 0.1 is little and above 0.25
/// much (Siddiqi, N. (2006), Credit Risk Scorecards, chapter 10); the expected value without drift is about (bins −
/// 1)(1/m + 1/n) (Yurdakul, B. (2018), Statistical Properties of Population Stability Index), so hold it against the
/// interval, which is turned about the figure for that reason. It is Jeffreys' divergence: Jeffreys, H. (1946), Proc.
/// R. Soc. A 186, 453–461. Interval: PSI·mn/(m + n) as a chi-square of bins − 1 degrees, <see
/// cref="NoncentralInterval"/>. Undefined when either side has no cases. Depends on the bins: fix them beforehand.
/// </remarks>
public static class PopulationStabilityIndex
{
    public static Answer<Estimate> Of(
        IReadOnlyList<long> then, IReadOnlyList<long> now, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(now.Count, then.Count, nameof(now));
        ArgumentOutOfRangeException.ThrowIfLessThan(then.Count, 2, nameof(then));
        if (then.Sum() == 0 || now.Sum() == 0)
            return Lack.NoCases;

        var (m, n) = (then.Sum(), now.Sum());
        var bins = then.Zip(now).Count(bin => bin.First + bin.Second > 0);
        return bins < 2 ? Lack.NoVariation : NoncentralInterval.Of(
            Value([.. then, .. now])!.Value, (double)m * n / (m + n), bins - 1, confidence, m + n);
    }

    private static double? Value(ReadOnlySpan<long> counts)
    {
        var bins = counts.Length / 2;
        var then = counts[..bins];
        var now = counts[bins..];
        var (m, n, empty) = (0L, 0L, false);
        for (var i = 0; i < bins; i++)
        {
            m += then[i];
            n += now[i];
            empty |= then[i] == 0 != (now[i] == 0);
        }

        if (m == 0 || n == 0)
            return null;

        var (added, sum) = (empty ? 0.5 : 0, 0.0);
        for (var i = 0; i < bins; i++)
        {
            var expected = (then[i] + added) / (m + (added * bins));
            var actual = (now[i] + added) / (n + (added * bins));
            if (expected > 0)
                sum += (actual - expected) * Math.Log(actual / expected);
        }

        return sum;
    }
}
