namespace Supervision.Assurance.Power;

/// <summary>How many cases of each group a one-sided comparison of two proportions takes.</summary>
/// <remarks>
/// <code>
/// nB = ( pA(1 − pA)/k + pB(1 − pB) ) · ( (z(1−α) + z(1−β)) / (pA − pB) )²,   nA = k·nB,   each rounded up
/// </code>
/// pA, pB: the proportions expected, in (0, 1) and different; k: nA/nB, above zero; α: level; 1 − β: power; z: normal
/// quantiles. Source: Chow, S.-C., Shao, J. and Wang, H. (2008), Sample Size Calculations in Clinical Research, section
/// 4.2; as used for DUO by Algorithm Audit (June 2024), "Sample size for a random control group". For m questions give
/// α/m. Too small when a proportion times its group is below some five.
/// </remarks>
public readonly record struct RequiredSampleSize(long A, long B)
{
    public long Total => A + B;

    public static RequiredSampleSize Of(double pA, double pB, double ratio, double level, double power)
    {
        Shares.CheckOpen(pA, nameof(pA));
        Shares.CheckOpen(pB, nameof(pB));
        Shares.CheckOpen(level, nameof(level));
        Shares.CheckOpen(power, nameof(power));
        if (pA == pB)
            throw new ArgumentOutOfRangeException(nameof(pB), pB, "No sample shows a difference that is not there.");

        if (!(ratio > 0))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "The ratio of the groups is above zero.");

        var spread = (pA * (1 - pA) / ratio) + (pB * (1 - pB));
        var distance = (Tails.NormalQuantile(1 - level) + Tails.NormalQuantile(power)) / (pA - pB);
        var b = spread * distance * distance;
        return new RequiredSampleSize((long)Math.Ceiling(ratio * b), (long)Math.Ceiling(b));
    }
}
