namespace Supervision.Assurance;

/// <summary>
/// A figure that does not travel alone: its interval, the confidence of that, and how many cases it rests on.
/// </summary>
/// <param name="Count">Cases counted, whatever their weight.</param>
/// <param name="EffectiveCount">Cases of equal weight that would be as precise; equals Count without weights.</param>
public readonly record struct Estimate(
    double Value, double Lower, double Upper, double Confidence, long Count, double EffectiveCount)
{
    public bool Holds(double value) => Lower <= value && value <= Upper;

    public double Width => Upper - Lower;
}
