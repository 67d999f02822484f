using System.Collections.Immutable;
using Supervision.Risk;

namespace Supervision.Shadows;

/// <summary>
/// The points that a model can give, in a fixed number of steps of equal width: the same for everybody who counts, so
/// that counts can be merged.
/// </summary>
/// <param name="From">The lowest points that the model can give.</param>
/// <param name="Width">Of one step.</param>
public readonly record struct PointScale(int From, int Width)
{
    public const int Steps = 20;

    /// <summary>Of no model: every score has 0 points.</summary>
    public static readonly PointScale None = new(0, 1);

    public static PointScale Of(RiskModel? model)
    {
        if (model is null)
            return None;

        var (lowest, highest) = (model.Document.Base, model.Document.Base);
        foreach (var indicator in model.Document.Indicators)
        {
            // An indicator whose justification has ended gives nothing.
            ImmutableArray<int> points = [0, indicator.Missing.Points, .. indicator.Bins.Select(bin => bin.Points)];
            lowest += points.Min();
            highest += points.Max();
        }

        return new PointScale(lowest, ((highest - lowest) / Steps) + 1);
    }

    public int StepOf(int points) => Math.Clamp((points - From) / Width, 0, Steps - 1);

    /// <summary>The lowest points of a step.</summary>
    public int StartOf(int step) => From + (step * Width);
}
