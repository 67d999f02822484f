using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Supervision.Assurance;

/// <summary>Tails and quantiles of distributions, without the loss of digits that 1 − CDF has far out.</summary>
internal static class Tails
{
    /// <summary>z such that a standard normal lies within ±z with the stated confidence.</summary>
    public static double TwoSidedZ(double confidence)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");

        return Normal.InvCDF(0, 1, 0.5 + (confidence / 2));
    }

    public static double NormalQuantile(double probability) => Normal.InvCDF(0, 1, probability);

    /// <summary>P(Z ≤ z).</summary>
    public static double NormalBelow(double z) => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2;

    /// <summary>P(Z ≥ z).</summary>
    public static double NormalAbove(double z) => SpecialFunctions.Erfc(z / Math.Sqrt(2)) / 2;

    /// <summary>P(χ² ≥ x) with the given degrees of freedom.</summary>
    public static double ChiSquareAbove(double x, double degrees) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2, x / 2);
}
