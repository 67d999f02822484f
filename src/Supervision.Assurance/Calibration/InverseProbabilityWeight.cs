namespace Supervision.Assurance.Calibration;

/// <summary>How many cases of the population a checked case stands for.</summary>
/// <remarks>
/// <code>
/// w = 1 / π
/// </code>
/// π: the probability that the case was checked, 0 &lt; π ≤ 1, as the selection recorded it before results existed.
/// Source: Horvitz, D. G. and Thompson, D. J. (1952), JASA 47(260), 663–685. A case that could not be selected stands
/// for nothing and none stands for it: π = 0 is a caller's error. With it the checked speak for all that could have
/// been checked; small π make few cases speak for many, which the effective sample size shows. Not for signals, which
/// have no known π.
/// </remarks>
public static class InverseProbabilityWeight
{
    public static double Of(double inclusionProbability) => inclusionProbability is > 0 and <= 1
        ? 1 / inclusionProbability
        : throw new ArgumentOutOfRangeException(
            nameof(inclusionProbability), inclusionProbability, "A probability of selection lies in (0, 1].");
}
