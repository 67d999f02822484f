namespace Supervision.Assurance.Groups;

/// <summary>Whether a ratio to the reference is within four fifths and its inverse.</summary>
/// <remarks>
/// <code>
/// within when τ ≤ ratio ≤ 1/τ,  τ = 0.8
/// </code>
/// Source: Uniform Guidelines on Employee Selection Procedures (1978), 29 CFR 1607.4(D), for τ; Saleiro et al. (2018)
/// for the inverse. A rule of thumb on the ratio alone: it knows neither chance nor how many are concerned, so the
/// verdict goes by the interval against the band and not by the ratio.
/// </remarks>
public static class FourFifthsBand
{
    public const double Tau = 0.8;

    public static Band Of(double ratio)
    {
        if (!(ratio >= 0))
            throw new ArgumentOutOfRangeException(nameof(ratio), ratio, "A ratio of rates is not negative.");

        return ratio < Tau ? Band.Below : ratio > 1 / Tau ? Band.Above : Band.Within;
    }
}
